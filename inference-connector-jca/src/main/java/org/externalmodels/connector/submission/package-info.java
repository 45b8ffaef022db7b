/**
 * Submissions: requests that are kept on disk until their results are delivered. A {@link SubmissionStore} keeps them, a
 * {@link Ledger} knows where each stands, {@link Branches} makes taking and removing them part of transactions (X/Open XA),
 * and a {@link Dispatcher} asks the models and delivers.
 */
package org.externalmodels.connector.submission;
