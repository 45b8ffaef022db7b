package org.externalmodels.integration.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The application that brings the adapter itself, with two more modules that call models through it: the sample and the
 * tests' own. Their resource references lead to what the application defines, as docs/other-servers.md has it.
 */
final class FullApplication {

    private FullApplication() {}

    /** Writes it into a folder, in which its modules are put together, and gives its file. */
    static Path writeTo(Path folder) throws IOException {
        Path parts = Files.createDirectories(folder.resolve("modules-of-the-application"));
        Path caller = parts.resolve("caller.war");
        Deployment.caller("java:app/eis/")
                .withLibrariesOf(Deployment.ARCHIVES.resolve("claims-war.war"))
                .writeTo(caller);
        Path claims = parts.resolve("claims-war.war");
        Archive.ofFile(Deployment.ARCHIVES.resolve("claims-war.war"))
                .replace("WEB-INF/web.xml", "<lookup-name>eis/", "<lookup-name>java:app/eis/")
                .writeTo(claims);
        Path application = parts.resolve("external-models.ear");
        Archive.ofFile(Deployment.ARCHIVES.resolve("external-models.ear"))
                .withWebModule("caller.war", "/caller", caller)
                .withWebModule("claims-war.war", "/claims", claims)
                .writeTo(application);
        return application;
    }
}
