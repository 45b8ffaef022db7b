package org.externalmodels.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;

/** What is exported, imported into an empty registry and exported again is the same. */
class RoundTripProperties {

    private final Path data = folder();

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void anExportIsTheSameAfterAnImportIntoAnEmptyRegistry(@ForAll("models") List<Given> models) {
        TestRegistry first = new TestRegistry(Databases.H2.empty(), data);
        for (int i = 0; i < models.size(); i++) {
            models.get(i).addTo(first, i);
        }
        String exported = export(first);

        TestRegistry second = new TestRegistry(Databases.H2.empty(), data);
        ImportResult result = second.exchange(
                name -> Optional.of("value of " + name), exchange -> exchange.importDocument(exported, false));

        assertThat(result.problems()).isEmpty();
        assertThat(result.added()).hasSize(models.size());
        assertThat(export(second)).isEqualTo(exported);
    }

    private static String export(TestRegistry registry) {
        return registry.exchange(name -> Optional.empty(), exchange -> exchange.export(true));
    }

    /** A model as people might write it. */
    record Given(
            String name,
            String text,
            boolean active,
            boolean inferencing,
            boolean draft,
            boolean secretHeader,
            int connections,
            boolean keyed) {

        void addTo(TestRegistry registry, int number) {
            String unique = number + name;
            List<GivenConnection> given = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                given.add(new GivenConnection(
                        "c" + i + text.replaceAll("[^a-z]", ""),
                        keyed ? Optional.of(Secret.of("key " + i)) : Optional.empty(),
                        i == 1 ? Optional.of("https://provider.example/" + i) : Optional.empty(),
                        AwsAccess.NONE,
                        Optional.of(1 + i % 3),
                        Optional.of((connections - i) % 2)));
            }
            String id = registry.lifecycle(lifecycle -> lifecycle.create(definition(unique, text), given, active));
            registry.lifecycle(lifecycle -> {
                lifecycle.switchInferencing(id, inferencing, null);
                if (active && draft) {
                    lifecycle.edit(id, null, definition(unique, text + " of the draft"), List.of(), false);
                }
                return null;
            });
        }

        private Definition definition(String unique, String body) {
            JsonArrayBuilder headers = Json.createArrayBuilder()
                    .add(Json.createObjectBuilder()
                            .add("name", "X-Text")
                            .add("value", text.replaceAll("[^\\t\\x20-\\x7e\\xa0-\\xff]", " ")));
            if (secretHeader) {
                headers.add(Json.createObjectBuilder()
                        .add("name", "X-Secret")
                        .add("value", "a secret")
                        .add("secret", true));
            }
            JsonObjectBuilder json = Json.createObjectBuilder()
                    .add("name", unique)
                    .add("endpoint", "https://provider.example/v1")
                    .add("headers", headers)
                    .add("body", "{" + body + "}")
                    .add("paths", Json.createObjectBuilder().add("output", "$." + text.replaceAll("[^a-z]", "x")))
                    .add(
                            "variables",
                            Json.createArrayBuilder()
                                    .add(Json.createObjectBuilder()
                                            .add("name", "v")
                                            .add("default", any(body))))
                    .add("timeouts", Json.createObjectBuilder().add("idle", 1 + body.length()));
            return JsonRecords.read(json.build(), Definition.class);
        }

        private static JsonObject any(String text) {
            return Json.createObjectBuilder()
                    .add("text", text)
                    .addNull("nothing")
                    .add("empty", Json.createObjectBuilder())
                    .add("list", Json.createArrayBuilder().add(1.5).add(text.length()))
                    .build();
        }
    }

    @Provide
    Arbitrary<List<Given>> models() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("aB1 :-#'\"{}[]&*!|>%@`,?ß\u00e9\u4e2d")
                .ofMaxLength(12)
                .map(text -> text + "x");
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("ab0 :-#'\"{}[]&*!|>%@`,?\n\t\\~\u00a0\u2028\u0085\ufeff\u4e2d")
                .ofMaxLength(40);
        Arbitrary<Boolean> flag = Arbitraries.of(true, false);
        return Combinators.combine(
                        names,
                        texts,
                        flag,
                        flag,
                        flag,
                        flag,
                        Arbitraries.integers().between(0, 3),
                        flag)
                .as(Given::new)
                .list()
                .ofMaxSize(4);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("round-trip");
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
