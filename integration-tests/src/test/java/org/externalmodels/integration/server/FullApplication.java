package org.externalmodels.integration.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The application that brings the adapter itself, with more modules that call models through it: the sample, the tests' own
 * and what a deployment has beside. Their resource references lead to what the application defines, as docs/other-servers.md has it.
 */
final class FullApplication {

    private static final String FACTORIES = "java:app/eis/";

    private final Path parts;
    private final Archive application;

    private FullApplication(Path folder) throws IOException {
        parts = Files.createDirectories(folder.resolve("modules-of-the-application"));
        application = Archive.ofFile(Deployment.ARCHIVES.resolve("external-models.ear"));
    }

    /**
     * Writes it into a folder, in which its modules are put together, and gives its file.
     *
     * @param databases what the names of the server's data sources begin with
     */
    static Path writeTo(Path folder, Deployment deployment, String databases) throws IOException {
        FullApplication full = new FullApplication(folder);
        full.add("caller", Deployment.caller(FACTORIES).withLibrariesOf(archive("claims-war.war")));
        full.add("claims", bound(Archive.ofFile(archive("claims-war.war")), "eis/", FACTORIES));
        switch (deployment) {
            case SUBMITTER -> full.add("submitter", Deployment.submitter(FACTORIES, databases));
            case WORKFLOW -> {
                full.add("triage", bound(Archive.ofFile(archive("triage-war.war")), "jdbc/", databases));
                full.add("notes", Deployment.notes(databases));
            }
            default -> {
                // These two are all.
            }
        }
        Path file = full.parts.resolve("external-models.ear");
        full.application.writeTo(file);
        return file;
    }

    private static Path archive(String name) {
        return Deployment.ARCHIVES.resolve(name);
    }

    private static Archive bound(Archive war, String names, String by) {
        return war.replace("WEB-INF/web.xml", "<lookup-name>" + names, "<lookup-name>" + by);
    }

    private void add(String name, Archive war) throws IOException {
        Path file = parts.resolve(name + ".war");
        war.writeTo(file);
        application.withWebModule(name + ".war", "/" + name, file);
    }
}
