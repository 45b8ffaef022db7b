/** Results of submissions that no listener took, as administrators see them. The adapter keeps them, on each server its own. */
package org.externalmodels.registry.deadletters;
