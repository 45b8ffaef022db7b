/** Submissions whose results are not delivered yet, as administrators see them. The adapter keeps them, on each server its own. */
package org.externalmodels.registry.submissions;
