package org.externalmodels.benchmarks.load;

import io.agroal.api.AgroalDataSource;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.SubmissionConnection;
import org.externalmodels.workflow.transacted.TransactedAdapter;

/** What is done in the transactions that are compared, over two databases of one kind and the adapter's submissions. */
final class TransactedWork implements AutoCloseable {

    private final TransactionManager transactions;
    private final TransactedAdapter adapter;
    private final AgroalDataSource database;
    private final AgroalDataSource second;

    /** Takes over the databases, in which it makes a table. */
    TransactedWork(
            TransactionManager transactions,
            TransactedAdapter adapter,
            AgroalDataSource database,
            AgroalDataSource second)
            throws SQLException {
        this.transactions = transactions;
        this.adapter = adapter;
        this.database = database;
        this.second = second;
        makeTable(database);
        makeTable(second);
    }

    private static void makeTable(AgroalDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table claim (id varchar(100) primary key)");
        }
    }

    /** Which transaction. */
    enum Kind {
        ROW("a row"),
        ROW_AND_SUBMISSION("a row and a submission"),
        TWO_ROWS("a row in each of two databases");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Runs one transaction. */
    void run(Kind kind, String destination, String claim) throws SQLException {
        try {
            transactions.begin();
            insert(database, claim);
            switch (kind) {
                case ROW -> {}
                case ROW_AND_SUBMISSION -> submit(destination, claim);
                case TWO_ROWS -> insert(second, claim);
            }
            transactions.commit();
        } catch (NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException e) {
            throw new IllegalStateException(e);
        }
    }

    private void submit(String destination, String claim) {
        try (SubmissionConnection connection = adapter.submissions().getConnection()) {
            connection.submit(Submission.to(destination)
                    .correlationId(claim)
                    .model("load")
                    .request(InferenceRequest.prompt(ChatRequest.PROMPT))
                    .build());
        }
    }

    /** From now on has a row made of each result of a destination, in the transaction of its delivery. */
    void listen(String destination) {
        adapter.listen(destination, result -> {
            try {
                insert(database, "answered " + result.correlationId());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void insert(AgroalDataSource database, String claim) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into claim values (?)")) {
            insert.setString(1, claim);
            insert.executeUpdate();
        }
    }

    /** How many rows have an id that begins like this. */
    long rows(String beginning) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement("select count(*) from claim where id like ?")) {
            count.setString(1, beginning + "%");
            try (ResultSet rows = count.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void close() {
        database.close();
        second.close();
    }
}
