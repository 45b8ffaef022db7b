package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.audit.AuditSealer;
import org.externalmodels.registry.publication.Publisher;
import org.externalmodels.registry.telemetry.Metrics;
import org.externalmodels.registry.traces.TraceStore;
import org.externalmodels.registry.traces.UsageCollector;

/** The recurring jobs. Each is run by one thread at a time, and what the database does to it is told once. */
@ApplicationScoped
public class Watch {

    private static final Logger LOG = System.getLogger(Watch.class.getName());

    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;
    private final Readiness readiness;
    private final Opening opening;
    private final Publisher publisher;
    private final AuditSealer sealer;
    private final UsageCollector collector;
    private volatile boolean failing;

    protected Watch() {
        this(null, null, null, null, null, (UsageCollector) null);
    }

    @Inject
    public Watch(
            DataSource database,
            Readiness readiness,
            Opening opening,
            Publisher publisher,
            AuditSealer sealer,
            ModelDirectory directory,
            TraceStore traces,
            Metrics metrics) {
        this(
                database,
                readiness,
                opening,
                publisher,
                sealer,
                new UsageCollector(directory.journal(), traces, metrics::stored, metrics.collector()));
    }

    private Watch(
            DataSource database,
            Readiness readiness,
            Opening opening,
            Publisher publisher,
            AuditSealer sealer,
            UsageCollector collector) {
        this.database = database;
        this.readiness = readiness;
        this.opening = opening;
        this.publisher = publisher;
        this.sealer = sealer;
        this.collector = collector;
    }

    /** Opens the registry if that has not worked yet; brings in what other servers changed, and chains the audit log. */
    public void look() {
        if (!readiness.openedOnce()) {
            opening.tryToOpen();
            return;
        }
        try {
            ask();
            publisher.catchUp();
            sealer.seal();
            works();
        } catch (SQLException | RuntimeException failure) {
            fails(failure);
        }
    }

    /** Asks whether the database answers, and does nothing else: how long that takes tells of one that hangs. */
    public void listen() {
        if (!readiness.openedOnce()) {
            return;
        }
        readiness.asked();
        try {
            ask();
        } catch (SQLException | RuntimeException failure) {
            LOG.log(Level.DEBUG, "The database is away, which the next look tells", failure);
        } finally {
            readiness.answered();
        }
    }

    /**
     * Asks the database plainly, because the persistence provider tries for 10 seconds before it says no. A query, not a
     * check of the connection: only its failure tells the server's pool that its connections are dead.
     */
    private void ask() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            statement.execute("select stamp from change_stamp");
        }
    }

    private void works() {
        readiness.opened();
        if (failing) {
            failing = false;
            LOG.log(Level.INFO, "The registry's database answers again");
        }
    }

    private void fails(Exception failure) {
        if (DatabaseFailure.isOutage(failure) && !DatabaseFailure.isReadOnly(failure)) {
            readiness.blocked(Readiness.SILENT);
        }
        if (!failing) {
            failing = true;
            LOG.log(
                    Level.WARNING,
                    "Changes of models cannot be read from the database; calls go on with what is known: {0}",
                    DatabaseFailure.reason(failure));
        }
    }

    /** Stores what has been called. */
    public void collect() {
        if (readiness.openedOnce()) {
            collector.collect();
        }
    }
}
