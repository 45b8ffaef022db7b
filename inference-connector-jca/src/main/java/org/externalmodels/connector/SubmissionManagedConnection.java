package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.externalmodels.connector.submission.SubmissionXAResource;
import org.externalmodels.connector.submission.Submissions;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.spi.CallOrigin;

/** What a container enlists: everything submitted through its handles belongs to the branch it is associated with. */
final class SubmissionManagedConnection extends PooledConnection {

    private final SubmissionManagedConnectionFactory factory;
    private final ConnectionClaim claim;
    private final Submissions submissions;
    private final SubmissionXAResource transactions;
    private final LocalTransaction local;

    SubmissionManagedConnection(
            SubmissionManagedConnectionFactory factory, ConnectionClaim claim, Submissions submissions) {
        this.factory = factory;
        this.claim = claim;
        this.submissions = submissions;
        this.transactions = submissions.transactions();
        this.local = new SubmissionLocalTransaction(transactions);
    }

    @Override
    public Object getConnection(Subject subject, ConnectionRequestInfo info) throws ResourceException {
        requireAlive();
        if (!claim.equals(factory.claim(subject, info))) {
            throw new IllegalStateException("This managed connection was made for another user.");
        }
        return give(new SubmissionHandle(this));
    }

    @Override
    public XAResource getXAResource() {
        transactions.offer();
        return transactions;
    }

    /** Always the same: some containers ask for it anew for each of its steps. */
    @Override
    public LocalTransaction getLocalTransaction() {
        transactions.offer();
        return local;
    }

    @Override
    public ManagedConnectionMetaData getMetaData() throws IllegalStateException {
        requireAlive();
        return new InferenceConnectionMetaData(claim);
    }

    String submit(Submission submission, CallOrigin taker) {
        CallOrigin origin =
                submissions.signedOn(submission, claim.caller(taker), Optional.ofNullable(claim.password()));
        return submissions.submit(submission, origin, transactions);
    }

    boolean serves(SubmissionManagedConnectionFactory asking, ConnectionClaim wanted) {
        return !isDestroyed() && claim.equals(wanted) && factory.equals(asking);
    }

    /** Whether its submissions are those of the engine that runs. */
    boolean isValid() {
        return !isDestroyed() && factory.runsOn(submissions);
    }
}
