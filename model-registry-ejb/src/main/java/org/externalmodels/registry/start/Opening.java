package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.publication.Publisher;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.VaultClosedException;

/** Opens the registry: tables, keys, the demonstration model on a first start, publication. */
@ApplicationScoped
public class Opening {

    private static final Logger LOG = System.getLogger(Opening.class.getName());

    private final DataSource database;
    private final OpenVault vault;
    private final Readiness readiness;
    private final SandboxModel sandbox;
    private final ImportOnStart imports;
    private final Publisher publisher;
    private final String keysDirectory;
    private String lastObstacle;

    protected Opening() {
        this(null, null, null, null, null, null, null, Optional.empty());
    }

    @Inject
    public Opening(
            DataSource database,
            OpenVault vault,
            Readiness readiness,
            SandboxModel sandbox,
            ImportOnStart imports,
            Publisher publisher,
            @ConfigProperty(name = "EXTERNAL_MODELS_DATA", defaultValue = "external-models") String dataDirectory,
            @ConfigProperty(name = "EXTERNAL_MODELS_KEYS") Optional<String> keysDirectory) {
        this.database = database;
        this.vault = vault;
        this.readiness = readiness;
        this.sandbox = sandbox;
        this.imports = imports;
        this.publisher = publisher;
        this.keysDirectory = keysDirectory.orElse(dataDirectory);
    }

    /** Opens the registry, or says once what is in the way. May be called until it works. */
    public synchronized void tryToOpen() {
        try {
            Schema.migrate(database);
            vault.opened(SecretVault.open(Path.of(keysDirectory), anythingEncrypted()));
            sandbox.createOnFirstStart();
            imports.run();
            publisher.publishAll();
            readiness.opened();
            LOG.log(Level.INFO, "The model registry is open");
        } catch (VaultClosedException closed) {
            blocked(closed.getMessage(), closed.getMessage());
        } catch (SQLException | RuntimeException failure) {
            // What the database says of itself is for the log, not for everybody.
            blocked(
                    "The registry's database cannot be used yet; the server's log says why.",
                    DatabaseFailure.reason(failure));
        }
    }

    private void blocked(String forPeople, String forTheLog) {
        readiness.blocked(forPeople);
        if (!String.valueOf(forTheLog).equals(lastObstacle)) {
            lastObstacle = String.valueOf(forTheLog);
            LOG.log(Level.ERROR, "The model registry cannot open and keeps trying: {0}", lastObstacle.strip());
        }
    }

    private boolean anythingEncrypted() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from stored_secret")) {
            return row.next() && row.getLong(1) > 0;
        }
    }
}
