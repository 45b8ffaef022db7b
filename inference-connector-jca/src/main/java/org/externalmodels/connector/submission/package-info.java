/**
 * Submissions: requests that are kept on disk until their results are delivered. A {@link SubmissionStore} keeps them, a
 * {@link Ledger} knows where each stands, {@link Branches} makes taking and removing them part of transactions (X/Open XA),
 * and a {@link Dispatcher} has the models asked ({@link Calls}) and their answers delivered ({@link Deliveries}).
 */
package org.externalmodels.connector.submission;
