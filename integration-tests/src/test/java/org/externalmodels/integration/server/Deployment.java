package org.externalmodels.integration.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.externalmodels.integration.caller.CallerServlet;
import org.externalmodels.integration.notes.NotesServlet;
import org.externalmodels.integration.pausing.Gate;
import org.externalmodels.integration.submitter.SubmitterServlet;

/** What is on a server. */
public enum Deployment {

    /** The adapter on the server, as the quick start has it, and two applications that call models: the sample and the tests' own. */
    SHARED {
        @Override
        void write(Path server) throws IOException {
            copy(PROJECT.resolve("server.xml"), server.resolve("server.xml"));
            users(server);
            for (String archive : new String[] {
                "inference-connector-jca.rar", "external-models-shared.ear", "sandbox-war.war", "claims-war.war"
            }) {
                copy(ARCHIVES.resolve(archive), server.resolve("apps").resolve(archive));
            }
            onServer(server);
        }
    },

    /** The quick start with an application that submits and listens, and a database that can be held up in a transaction. */
    SUBMITTER {
        @Override
        void write(Path server) throws IOException {
            SHARED.write(server);
            addSubmitter(server);
        }

        @Override
        String page() {
            return "/submitter/";
        }
    },

    /** The quick start with the process application over it, and one of the tests' own on the same database. */
    WORKFLOW {
        @Override
        void write(Path server) throws IOException {
            SHARED.write(server);
            addProcesses(server, "triage");
            notes("jdbc/").writeTo(server.resolve("apps/notes.war"));
            override(server, "notes.xml", """
                    <server>
                      <webApplication id="notes" location="notes.war" contextRoot="/notes">
                        <classloader classProviderRef="inference"/>
                      </webApplication>
                    </server>
                    """);
        }

        @Override
        String page() {
            return "/triage/claims";
        }
    },

    /** The application that submits and listens, with the process application on Flowable beside it. */
    FLOWABLE {
        @Override
        void write(Path server) throws IOException {
            SUBMITTER.write(server);
            addProcesses(server, "letters");
        }

        @Override
        String page() {
            return "/letters/";
        }
    },

    /** The application that brings the adapter itself, with one more module that calls models, on a server where nothing is set up for it. */
    FULL {
        @Override
        void write(Path server) throws IOException {
            resource("full-server.xml", server.resolve("server.xml"));
            users(server);
            Path caller = server.resolve("caller.war");
            caller("java:app/eis/").writeTo(caller);
            Archive.ofFile(ARCHIVES.resolve("external-models.ear"))
                    .withWebModule("caller.war", "/caller", caller)
                    .writeTo(server.resolve("apps/external-models.ear"));
            copy(ARCHIVES.resolve("sandbox-war.war"), server.resolve("apps/sandbox-war.war"));
        }
    },

    /** The adapter alone, which calls models of another server, and the tests' own applications. */
    REMOTE {
        @Override
        void write(Path server) throws IOException {
            copy(PROJECT.resolve("docs/server/remote.xml"), server.resolve("server.xml"));
            copy(ARCHIVES.resolve("inference-connector-jca.rar"), server.resolve("apps/inference-connector-jca.rar"));
            onServer(server);
            addSubmitter(server);
        }
    },

    /** Nothing of the product: where its users sign in with OpenID Connect. */
    OPENID_PROVIDER {
        @Override
        void write(Path server) throws IOException {
            resource("openid-provider.xml", server.resolve("server.xml"));
        }
    };

    static final Path PROJECT = Path.of(System.getProperty("project.directory"));
    static final Path ARCHIVES = Path.of("target", "archives");

    abstract void write(Path server) throws IOException;

    /** A page of its own, which is there when it serves; empty if it has none beside the product's. */
    String page() {
        return "";
    }

    /** Whether a server serves all of it. */
    boolean isServed(HttpCalls server) {
        return server.answers("/sandbox/count", 200)
                && server.answers("/api/v1/models", 401)
                && (page().isEmpty() || server.answers(page(), 200));
    }

    /** Fills the configuration folder of Open Liberty. */
    void writeTo(Path server) {
        try {
            Files.createDirectories(server.resolve("apps"));
            Files.createDirectories(server.resolve("configDropins/overrides"));
            Files.createDirectories(server.resolve("jdbc"));
            try (Stream<Path> drivers = Files.list(Path.of(System.getProperty("liberty.directory"), "drivers"))) {
                for (Path driver : drivers.toList()) {
                    copy(driver, server.resolve("jdbc").resolve(driver.getFileName()));
                }
            }
            write(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests' own application beside an adapter that is on the server. */
    private static void onServer(Path server) throws IOException {
        caller("eis/").withLibrariesOf(ARCHIVES.resolve("claims-war.war")).writeTo(server.resolve("apps/caller.war"));
        override(server, "caller.xml", """
                <server>
                  <webApplication id="caller" location="caller.war" contextRoot="/caller">
                    <classloader classProviderRef="inference"/>
                  </webApplication>
                </server>
                """);
    }

    /** A process application among the samples, with what it lays over the server. */
    private static void addProcesses(Path server, String name) throws IOException {
        String war = name + "-war";
        copy(ARCHIVES.resolve(war + ".war"), server.resolve("apps").resolve(war + ".war"));
        copy(
                PROJECT.resolve("samples").resolve(war).resolve(name + ".xml"),
                server.resolve("configDropins/overrides").resolve(name + ".xml"));
    }

    /** The application that submits and listens, beside an adapter that is on the server. */
    private static void addSubmitter(Path server) throws IOException {
        submitter("eis/", "jdbc/").writeTo(server.resolve("apps/submitter.war"));
        Path pausing = Files.createDirectories(server.resolve("pausing"));
        pausing().writeTo(pausing.resolve("pausing.jar"));
        copy(Path.of(System.getProperty("liberty.directory"), "drivers", "h2.jar"), pausing.resolve("h2.jar"));
        override(server, "submitter.xml", """
                <server>
                  <featureManager><feature>jdbc-4.3</feature></featureManager>
                  <library id="pausing"><fileset dir="${server.config.dir}/pausing" includes="*.jar"/></library>
                  <dataSource id="Effects" jndiName="jdbc/Effects" type="javax.sql.XADataSource">
                    <jdbcDriver libraryRef="pausing"
                      javax.sql.XADataSource="org.externalmodels.integration.pausing.PausingDataSource"/>
                    <properties URL="jdbc:h2:file:${env.SUBMITTER_CONTROL}/effects;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"/>
                  </dataSource>
                  <webApplication id="submitter" location="submitter.war" contextRoot="/submitter">
                    <classloader classProviderRef="inference"/>
                  </webApplication>
                  <activationSpec id="submitter/ClaimResults"><properties.inference/></activationSpec>
                  <activationSpec id="submitter/OneByOneResults"><properties.inference/></activationSpec>
                  <activationSpec id="submitter/LateRemovalResults"><properties.inference/></activationSpec>
                </server>
                """);
    }

    /** The tests' own application, with the names of the factories that it calls models through. */
    static Archive caller(String names) throws IOException {
        return Archive.ofClasses(CallerServlet.class.getPackage()).with("WEB-INF/web.xml", """
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          <resource-ref>
                            <res-ref-name>eis/ExternalModels</res-ref-name>
                            <res-type>org.externalmodels.inference.ModelConnectionFactory</res-type>
                            <res-auth>Container</res-auth>
                            <lookup-name>%1$sExternalModels</lookup-name>
                          </resource-ref>
                          <resource-ref>
                            <res-ref-name>eis/ExternalModelsCci</res-ref-name>
                            <res-type>jakarta.resource.cci.ConnectionFactory</res-type>
                            <res-auth>Container</res-auth>
                            <lookup-name>%1$sExternalModelsCci</lookup-name>
                          </resource-ref>
                        </web-app>
                        """.formatted(names));
    }

    /** The application that submits and listens, with the names of the factories and of the database that it finds them under. */
    static Archive submitter(String factories, String databases) throws IOException {
        return Archive.ofClasses(SubmitterServlet.class.getPackage())
                .with(Gate.class)
                .with("WEB-INF/web.xml", """
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          <resource-ref>
                            <res-ref-name>eis/ExternalModelSubmissions</res-ref-name>
                            <res-type>org.externalmodels.inference.SubmissionFactory</res-type>
                            <lookup-name>%1$sExternalModelSubmissions</lookup-name>
                          </resource-ref>
                          <resource-ref>
                            <res-ref-name>jdbc/Effects</res-ref-name>
                            <res-type>javax.sql.DataSource</res-type>
                            <lookup-name>%2$sEffects</lookup-name>
                          </resource-ref>
                          <resource-ref>
                            <res-ref-name>jdbc/EffectsFirst</res-ref-name>
                            <res-type>javax.sql.DataSource</res-type>
                            <lookup-name>%2$sEffects</lookup-name>
                          </resource-ref>
                        </web-app>
                        """.formatted(factories, databases))
                // Open Liberty goes through the resources of a transaction by their priorities.
                .with("WEB-INF/ibm-web-ext.xml", """
                        <web-ext xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.1">
                          <resource-ref name="jdbc/EffectsFirst" commit-priority="10"/>
                        </web-ext>
                        """)
                .with("WEB-INF/ibm-ejb-jar-ext.xml", """
                        <ejb-jar-ext xmlns="http://websphere.ibm.com/xml/ns/javaee" version="1.1">
                          <message-driven name="LateRemovalResults">
                            <resource-ref name="jdbc/EffectsFirst" commit-priority="10"/>
                          </message-driven>
                        </ejb-jar-ext>
                        """);
    }

    /** The tests' own application on the database of the process application, with the names that databases have. */
    static Archive notes(String databases) throws IOException {
        return Archive.ofClasses(NotesServlet.class.getPackage())
                .withLibrariesOf(ARCHIVES.resolve("triage-war.war"), "workflow-core")
                .with("WEB-INF/web.xml", """
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          <resource-ref>
                            <res-ref-name>jdbc/Notes</res-ref-name>
                            <res-type>javax.sql.DataSource</res-type>
                            <lookup-name>%sTriage</lookup-name>
                          </resource-ref>
                        </web-app>
                        """.formatted(databases));
    }

    /** The driver of a database that can be held up in a transaction. */
    static Archive pausing() throws IOException {
        return Archive.libraryOf(Gate.class.getPackage());
    }

    private static void users(Path server) throws IOException {
        resource("users.xml", server.resolve("configDropins/overrides/users.xml"));
    }

    static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void resource(String name, Path to) throws IOException {
        try (var content = Deployment.class.getResourceAsStream("/" + name)) {
            Files.copy(content, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void override(Path server, String name, String content) throws IOException {
        Files.writeString(server.resolve("configDropins/overrides").resolve(name), content);
    }
}
