package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Templates as they are refused and taken when they are saved, drafts included, by the adapter's own eyes. */
@ParameterizedClass
@EnumSource(Databases.class)
class TemplatesWhenSavedTest {

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private StandaloneAdapter adapter;
    private TestRegistry registry;

    @BeforeEach
    void open() {
        adapter = StandaloneAdapter.start(new EngineSettings(data.resolve("journal"), Duration.ofMillis(50), 20));
        registry = new TestRegistry(kind.empty(), data, adapter.directory());
    }

    @AfterEach
    void close() {
        adapter.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a": "{{prompt}}",\\n "b": "{{nobody}}"} | text    | body         | 2 | 8 | Unknown variable 'nobody'
            {"a": "{{prompt}}",\\n "b" 1}             | text    | body         | 2 | 5 | not valid JSON
            {"a": "{{prompt"}                         | text    | body         | 1 | 8 | not closed
            {}                                        | a.b[0   | paths.output | 1 | 4 | not a JSON path
            {}                                        | $..a..b | paths.output | 1 | 5 | '..'
            """)
    void anUnknownVariableABadPathAndInvalidJsonAreRefusedWithLineAndColumn(
            String body, String path, String field, int line, int column, String message) {
        for (boolean confirm : new boolean[] {false, true}) {
            RegistryException refused = catchThrowableOfType(
                    RegistryException.class, () -> create("t", body.replace("\\n", "\n"), path, confirm));

            assertThat(refused.problems())
                    .filteredOn(problem -> problem.field().equals(field))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.message()).contains(message);
                        assertThat(problem.line()).hasValue(line);
                        assertThat(problem.column()).hasValue(column);
                    });
        }
        assertThat(registry.audit()).extracting(AuditEntry::action).containsOnly("connection.addition-refused");
    }

    @Test
    void aVariableThatIsThereUnderBothOfItsNamesIsRefused() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class,
                () -> registry.lifecycle(
                        lifecycle -> lifecycle.create(TestRegistry.definition("""
                                {'name': 't', 'body': '{}', 'paths': {'output': 'text'},
                                 'variables': [{'name': 'system.prompt'}, {'name': 'system_prompt'}]}"""), List.of(), false)));

        assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("variables");
    }

    @Test
    void thePromptIsAlwaysAVariable() {
        String undeclared = create("undeclared", "{\"a\": \"{{ prompt }}\"}", "text", true);
        String without = create("without", "{\"a\": 1}", "text", true);

        assertThat(registry.prepareTest(undeclared, null)
                        .template()
                        .orElseThrow()
                        .variables())
                .singleElement()
                .satisfies(variable -> {
                    assertThat(variable.name()).isEqualTo("prompt");
                    assertThat(variable.required()).isTrue();
                });
        assertThat(registry.prepareTest(without, null).template().orElseThrow().variables())
                .isEmpty();
    }

    @Test
    void aPromptThatIsDeclaredIsThereOnce() {
        String id = registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.definition(json("declared", "{\"a\": \"{{prompt}}\"}", "text")
                        .add(
                                "variables",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("name", "prompt")
                                                .add("default", "hello")))
                        .build()),
                List.of(GivenConnection.of("main", "k")),
                true));

        assertThat(registry.prepareTest(id, null).template().orElseThrow().variables())
                .singleElement()
                .satisfies(variable -> assertThat(variable.defaultValue()).hasValue("\"hello\""));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> create("t", "{\"a\": {{x}}, \"b\": {{y}}}", "a[", false));

        assertThat(refused.problems())
                .extracting(DefinitionProblem::field)
                .containsExactlyInAnyOrder("body", "body", "paths.output");
    }

    private String create(String name, String body, String path, boolean confirm) {
        return registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.definition(json(name, body, path).build()),
                List.of(GivenConnection.of("main", "k")),
                confirm));
    }

    private static JsonObjectBuilder json(String name, String body, String path) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("endpoint", "https://provider.example/v1")
                .add("structure", "template")
                .add("body", body)
                .add("paths", Json.createObjectBuilder().add("output", path));
    }
}
