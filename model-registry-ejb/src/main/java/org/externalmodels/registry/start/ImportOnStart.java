package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.exchange.ImportResult;
import org.externalmodels.registry.exchange.StartImport;

/** Imports the file that the configuration names. One that cannot be taken keeps nobody from calling the models there are. */
@ApplicationScoped
public class ImportOnStart {

    private static final Logger LOG = System.getLogger(ImportOnStart.class.getName());
    private static final long LARGEST = 20_000_000;

    private final StartImport work;
    private final Optional<String> file;

    protected ImportOnStart() {
        this(null, Optional.empty());
    }

    @Inject
    public ImportOnStart(StartImport work, @ConfigProperty(name = "EXTERNAL_MODELS_IMPORT") Optional<String> file) {
        this.work = work;
        this.file = file.map(String::strip).filter(name -> !name.isEmpty());
    }

    /** Imports the file, if there is one, or says in the log why not. */
    public void run() {
        file.ifPresent(name -> {
            try {
                Path path = Path.of(name);
                if (Files.size(path) > LARGEST) {
                    LOG.log(Level.ERROR, "{0} is not imported: it has more than {1} bytes", name, LARGEST);
                    return;
                }
                ImportResult result = work.run(Files.readString(path));
                LOG.log(
                        Level.INFO,
                        "{0} is imported: {1} added, {2} changed, {3} as they were",
                        name,
                        result.added().size(),
                        result.changed().size(),
                        result.unchanged().size());
            } catch (IOException unreadable) {
                LOG.log(Level.ERROR, "{0} is not imported, it cannot be read: {1}", name, unreadable.toString());
            } catch (RegistryException refused) {
                refused.problems()
                        .forEach(problem -> LOG.log(
                                Level.ERROR,
                                "{0} is not imported: {1}: {2}",
                                name,
                                problem.field(),
                                problem.message()));
            }
        });
    }
}
