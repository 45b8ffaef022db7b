/** Answers that arrive piece by piece, handed over without a thread for each. */
package org.externalmodels.admin.output;
