package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubmittingOnAServerTest {

    private static Map<String, Object> bound;

    private final RecordingSubmissions submissions = new RecordingSubmissions(Runnable::run);
    private final Transactions transactions = new Transactions();

    @BeforeEach
    void bind() {
        bound = Map.of(
                "java:comp/TransactionSynchronizationRegistry",
                transactions,
                "java:comp/env/eis/ExternalModelSubmissions",
                submissions);
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
    }

    @AfterEach
    void unbind() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    @Test
    void isPartOfATransactionOfTheServer() {
        transactions.status = Status.STATUS_ACTIVE;

        TaskOutcome outcome = submit();

        assertThat(outcome)
                .isEqualTo(new TaskOutcome.Submitted(submissions.last().id()));
    }

    @Test
    void isRefusedOutsideOfTheServersTransactions() {
        transactions.status = Status.STATUS_NO_TRANSACTION;

        assertThatThrownBy(SubmittingOnAServerTest::submit)
                .isInstanceOf(InvalidTaskException.class)
                .hasMessageContaining(
                        "field destination: the engine works in no transaction of the server's, so its request would be"
                                + " sent even if the process failed.");
        assertThat(submissions.asked()).isZero();
    }

    private static TaskOutcome submit() {
        return ModelTasks.of(bean -> null)
                .carryOut(
                        GivenFields.complete()
                                .with(TaskField.DESTINATION, "claims")
                                .fields(),
                        Tasks.HERE);
    }

    /** What the server binds. */
    public static final class Names implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) throws NamingException {
                    Object found = bound.get(name);
                    if (found == null) {
                        throw new NameNotFoundException(name);
                    }
                    return found;
                }
            };
        }
    }

    private static final class Transactions implements TransactionSynchronizationRegistry {
        private int status;

        @Override
        public int getTransactionStatus() {
            return status;
        }

        @Override
        public Object getTransactionKey() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void putResource(Object key, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getResource(Object key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setRollbackOnly() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean getRollbackOnly() {
            throw new UnsupportedOperationException();
        }
    }
}
