package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.externalmodels.integration.server.Presence;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenAI's and Anthropic's own clients for Node.js, as they are installed by npm, take this server for the providers. */
class NodeClientsIT {

    private static final String[] FILES = {"package.json", "clients.mjs"};

    private final Product product = new Product(QuickStart.server());

    @ParameterizedTest
    @EnumSource
    void bothClientsAreContentWithEveryKindOfModel(ServedModel kind) throws Exception {
        Path folder = clients();
        JsonObject asked = Json.createObjectBuilder()
                .add("base", product.uri("/").toString().replaceAll("/$", ""))
                .add("key", product.addKey("*").getString("key"))
                .add("otherKey", product.addKey("another-model").getString("key"))
                // Once, for who guesses more often is held back.
                .add("guesses", kind == ServedModel.OPENAI)
                .add("model", kind.add(product))
                .add("streaming", kind.addStreaming(product))
                .add("onlyChats", kind.onlyChats())
                .add("drawing", ServedModel.addImages(product))
                .add("listening", ServedModel.addTranscriptions(product))
                .add("embedding", ServedModel.addEmbeddings(product))
                .add("limited", ServedModel.OPENAI.add(product, "status=429;retry-after=300"))
                .add("cut", ServedModel.OPENAI.add(product, "cut=500"))
                .build();

        Result result = run(folder, "node", "clients.mjs", asked.toString());

        assertThat(result.exit()).as(result.output()).isZero();
    }

    /** What is installed once is there for the next time. */
    private static Path clients() throws Exception {
        Presence.required("Node.js with npm", program("node") && program("npm") ? "both" : null);
        Path folder = Files.createDirectories(Path.of("target", "node-clients"));
        for (String file : FILES) {
            try (var from = NodeClientsIT.class.getResourceAsStream("/node-clients/" + file)) {
                Files.copy(from, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!Files.isDirectory(folder.resolve("node_modules/openai"))) {
            Result installed = run(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
            Presence.required(
                    "way to install OpenAI's and Anthropic's clients by npm", installed.exit() == 0 ? installed : null);
        }
        return folder;
    }

    private static boolean program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    private static Result run(Path folder, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output-", ".txt");
        Process process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return new Result(-1, String.join(" ", command) + " did not end");
        }
        return new Result(process.exitValue(), Files.readString(output));
    }

    private record Result(int exit, String output) {}
}
