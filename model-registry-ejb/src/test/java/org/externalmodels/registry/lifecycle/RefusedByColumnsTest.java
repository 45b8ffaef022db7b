package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;

/** What does not go into the database is refused by name, before the database does so. */
class RefusedByColumnsTest extends OwnRegistry {

    @Test
    void aHeaderNameTooLongToFileItsValue() {
        assertThat(refusedField("{'name': 'gpt', 'headers': [{'name': 'X-%s', 'value': 'v', 'secret': true}]}"
                        .formatted("a".repeat(450))))
                .isEqualTo("headers[0].name");
    }

    @Test
    void aHostNameTooLongForAnOrigin() {
        assertThat(refusedField("{'name': 'gpt', 'endpoint': 'https://%s.example/v1'}".formatted("a".repeat(500))))
                .isEqualTo("endpoint");
    }

    @Test
    void aBaseUrlWithAHostNameTooLongForAnOrigin() {
        GivenConnection main = new GivenConnection(
                "main", Optional.of(Secret.of("sk-1")), Optional.of("https://" + "a".repeat(500) + ".example"));

        assertThat(refused("{'name': 'gpt'}", main).problems().get(0).field()).isEqualTo("connections[0].baseUrl");
    }

    @Test
    void aNameWithHalfACharacter() {
        assertThat(refusedField("{'name': 'g\uD800t'}")).isEqualTo("name");
    }

    @Test
    void theLongestNamesGoIn() {
        String endpoint = "https://" + "a".repeat(245) + ".example:65535/v1";
        String id = registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.definition("""
                        {'name': '%s', 'endpoint': '%s', 'headers': [{'name': '%s', 'value': 'v', 'secret': true}]}""".formatted("\u0130".repeat(100), endpoint, "h".repeat(100))),
                List.of(GivenConnection.of("c".repeat(100), "sk-1")),
                false));

        List<ConnectionDetail> stored = registry.catalog(catalog -> catalog.connections(id));
        assertThat(stored).hasSize(1);
    }

    /** The face is two units of UTF-16, in which Java and H2 count. */
    @Test
    void namesHaveAHundredCharactersHoweverManyUnitsTheseTake() {
        String face = "\ud83d\ude42";
        String id = registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.chat(face.repeat(100)), List.of(GivenConnection.of(face.repeat(100), "sk-1")), true));

        String copy = registry.lifecycle(lifecycle -> lifecycle.copy(id));

        assertThat(registry.directory().named(face.repeat(100)).orElseThrow().connections())
                .extracting(ConnectionDefinition::name)
                .containsExactly(face.repeat(100));
        assertThat(registry.catalog(catalog -> catalog.find(copy)).summary().name())
                .isEqualTo(face.repeat(93) + " (copy)");
        assertThat(refusedField("{'name': '%s'}".formatted(face.repeat(101)))).isEqualTo("name");
        assertThat(refused("{'name': 'gpt'}", GivenConnection.of(face.repeat(101), "sk-2"))
                        .problems()
                        .get(0)
                        .field())
                .isEqualTo("connections[0].name");
    }

    @Test
    void theSameRevisionTwiceIsNoMatterOfTheName() {
        String id = registry.lifecycle(lifecycle -> lifecycle.create(TestRegistry.chat("gpt"), List.of(), true));

        RegistryException refused = catchThrowableOfType(
                RegistryException.class,
                () -> registry.workshop(workshop -> workshop.guarded("gpt", () -> {
                    workshop.models.add(new Revision(id, 1, TestRegistry.chat("gpt"), "ada", Workshop.now()));
                    return null;
                })));

        assertThat(refused.reason()).isEqualTo(Reason.STALE);
    }

    private String refusedField(String json) {
        return refused(json).problems().get(0).field();
    }

    private RegistryException refused(String json, GivenConnection... connections) {
        return catchThrowableOfType(
                RegistryException.class,
                () -> registry.lifecycle(
                        lifecycle -> lifecycle.create(TestRegistry.definition(json), List.of(connections), false)));
    }
}
