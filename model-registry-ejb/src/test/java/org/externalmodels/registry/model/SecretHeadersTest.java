package org.externalmodels.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.externalmodels.inference.spi.HeaderDefinition;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class SecretHeadersTest {

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private TestRegistry registry;
    private String model;

    @BeforeEach
    void open() {
        registry = new TestRegistry(kind.empty(), data);
        model = registry.lifecycle(
                lifecycle -> lifecycle.create(with("first"), List.of(GivenConnection.of("main", "sk-1")), true));
    }

    @Test
    void aReplacedValueStaysUntilTheNewOneServes() {
        edit(with("second"), false);
        assertThat(stored()).isEqualTo(2);
        assertThat(served()).isEqualTo("first");

        edit(with("third"), true);
        assertThat(stored()).isEqualTo(1);
        assertThat(served()).isEqualTo("third");
    }

    @Test
    void theValueOfADiscardedDraftGoesWithIt() {
        edit(with("second"), false);

        registry.lifecycle(lifecycle -> {
            lifecycle.discardDraft(model, null);
            return null;
        });

        assertThat(stored()).isEqualTo(1);
        assertThat(served()).isEqualTo("first");
    }

    @Test
    void aValueThatIsKeptAndTheKeysStay() {
        edit(with(null), true);

        assertThat(served()).isEqualTo("first");
        assertThat(registry.database()
                        .<Integer>inTransaction(
                                entities -> entities.createQuery("select s from StoredSecret s", StoredSecret.class)
                                        .getResultList()
                                        .size()))
                .isEqualTo(2);
    }

    private void edit(Definition definition, boolean confirm) {
        registry.lifecycle(lifecycle -> {
            lifecycle.edit(model, null, definition, List.of(), confirm);
            return null;
        });
    }

    private static Definition with(String value) {
        return TestRegistry.chat("gpt").withHeaders(List.of(Header.of("X-Team", value, true)));
    }

    private String served() {
        List<HeaderDefinition> headers =
                registry.directory().named("gpt").orElseThrow().headers();
        return headers.get(0).value().reveal();
    }

    private long stored() {
        return registry.database()
                .inTransaction(entities -> entities.createQuery(
                                "select count(s) from StoredSecret s where s.owner like 'header/%'", Long.class)
                        .getSingleResult());
    }
}
