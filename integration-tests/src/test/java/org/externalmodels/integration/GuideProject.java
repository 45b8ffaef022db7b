package org.externalmodels.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.ProcessText;

/** The project that a guide has its reader make, word for word. */
final class GuideProject {

    private static final Path PRODUCT = Path.of(System.getProperty("project.directory"));
    private static final String VERSION = System.getProperty("product.version");

    private static final Pattern FILE = Pattern.compile("`([\\w./-]+\\.(?:xml|java|bpmn))`");
    private static final Pattern BLOCK =
            Pattern.compile("^```(?:xml|java)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private final Path folder;

    private GuideProject(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes what is shown under a heading: each block of XML or Java into the file that is named last before it.
     *
     * @param folder an empty one
     */
    static GuideProject write(Path guide, String heading, Path folder) throws IOException {
        String text = section(Files.readString(guide), heading);
        int read = 0;
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            Path file = folder.resolve("project").resolve(named(text.substring(read, block.start())));
            Files.createDirectories(file.getParent());
            Files.writeString(file, block.group(1));
            read = block.end();
        }
        return new GuideProject(folder);
    }

    private static String section(String text, String heading) {
        int begin = text.indexOf("\n## " + heading + "\n");
        if (begin < 0) {
            throw new AssertionError("The guide has no heading '" + heading + "'");
        }
        return text.substring(begin, text.indexOf("\n## ", begin + 1));
    }

    private static String named(String before) {
        List<String> names =
                FILE.matcher(before).results().map(name -> name.group(1)).toList();
        if (names.isEmpty()) {
            throw new AssertionError("The guide does not say which file this is for:" + before);
        }
        return names.get(names.size() - 1);
    }

    Path file(String name) {
        return folder.resolve("project").resolve(name);
    }

    /**
     * Builds it with Maven, which finds these artifacts of the product, of which no other is told anywhere.
     *
     * @param artifacts the modules, each of which is a library
     */
    void build(String... artifacts) throws IOException {
        publish("external-models", PRODUCT.resolve("pom.xml"), "pom");
        for (String artifact : artifacts) {
            Path module = PRODUCT.resolve(artifact);
            publish(artifact, module.resolve("pom.xml"), "pom");
            publish(artifact, module.resolve("target/" + artifact + "-" + VERSION + ".jar"), "jar");
        }
        Path settings = Files.writeString(folder.resolve("settings.xml"), settings());
        ProcessText.of(
                folder,
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                List.of(
                        Path.of(System.getProperty("maven.directory"), "bin/mvn")
                                .toString(),
                        "--batch-mode",
                        "--settings",
                        settings.toString(),
                        "--file",
                        file("pom.xml").toString(),
                        "package"));
    }

    private void publish(String artifact, Path file, String extension) throws IOException {
        Path place = Files.createDirectories(
                folder.resolve("artifacts/org/externalmodels").resolve(artifact).resolve(VERSION));
        Files.copy(file, place.resolve(artifact + "-" + VERSION + "." + extension));
    }

    /** What is on the machine already need not be fetched again, and what is fetched stays in the folder. */
    private String settings() {
        return """
                <settings>
                  <localRepository>%s</localRepository>
                  <profiles>
                    <profile>
                      <id>guide</id>
                      <repositories>%s%s</repositories>
                      <pluginRepositories>%s</pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>guide</activeProfile></activeProfiles>
                </settings>
                """.formatted(
                        folder.resolve("repository"),
                        repository("repository", "product", folder.resolve("artifacts")),
                        repository("repository", "machine", machine()),
                        repository("pluginRepository", "machine", machine()));
    }

    private static Path machine() {
        return Path.of(System.getProperty("maven.repository"));
    }

    private static String repository(String element, String id, Path place) {
        return "<%1$s><id>%2$s</id><url>%3$s</url><releases><checksumPolicy>ignore</checksumPolicy></releases></%1$s>"
                .formatted(element, id, place.toUri());
    }
}
