package org.externalmodels.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.catalog.ModelOrder.Column;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Databases.class)
class ModelCatalogTest {

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private TestRegistry registry;

    @BeforeEach
    void open() {
        registry = new TestRegistry(kind.empty(), data);
        registry.lifecycle(lifecycle -> lifecycle.create(TestRegistry.chat("beta"), List.of(), true));
        registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.chat("Alpha_1"),
                List.of(GivenConnection.of("one", "k1"), GivenConnection.of("two", "k2")),
                true));
        registry.lifecycle(
                lifecycle -> lifecycle.create(TestRegistry.definition("{'name': 'gamma 100%'}"), List.of(), false));
    }

    @Test
    void listsByNameWithoutRegardToCaseAndCountsConnections() {
        List<ModelSummary> lines = list(ModelFilter.ALL, ModelOrder.BY_NAME);

        assertThat(lines).extracting(ModelSummary::name).containsExactly("Alpha_1", "beta", "gamma 100%");
        assertThat(lines).extracting(ModelSummary::connections).containsExactly(2, 0, 0);
        assertThat(lines)
                .extracting(ModelSummary::status)
                .containsExactly(ModelStatus.ACTIVE, ModelStatus.ACTIVE, ModelStatus.DRAFT);
    }

    @Test
    void knowsTheIdsOfTheModelsThatThereAre() {
        Map<String, String> ids = registry.catalog(catalog -> catalog.ids(Set.of("Alpha_1", "beta", "gamma")));

        assertThat(ids).hasSize(2);
        assertThat(registry.catalog(catalog -> catalog.find(ids.get("beta")))
                        .summary()
                        .name())
                .isEqualTo("beta");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\uD800b"})
    void whatNoDatabaseStoresIsRefusedAsBadInput(String text) {
        String name = Json.createArrayBuilder()
                .add("NAME")
                .add("a\u0000b")
                .add("a")
                .build()
                .toString();
        String after = Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
        ModelFilter search = new ModelFilter(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty());
        ModelFilter source = new ModelFilter(Optional.empty(), Optional.empty(), Optional.of(text), Optional.empty());

        assertThat(refusedField(catalog -> catalog.count(search))).isEqualTo("search");
        assertThat(refusedField(catalog -> catalog.count(source))).isEqualTo("source");
        assertThat(refusal(catalog -> catalog.slice(ModelFilter.ALL, ModelOrder.BY_NAME, 1, Optional.of(after)))
                        .reason())
                .isEqualTo(RegistryException.Reason.FOREIGN_PLACE);
        assertThat(refusedField(catalog -> catalog.find(text))).isEqualTo("id");
    }

    private String refusedField(Function<ModelCatalog, ?> work) {
        RegistryException refused = refusal(work);
        assertThat(refused.reason()).isEqualTo(RegistryException.Reason.INVALID);
        return refused.problems().get(0).field();
    }

    private RegistryException refusal(Function<ModelCatalog, ?> work) {
        return catchThrowableOfType(RegistryException.class, () -> registry.catalog(work::apply));
    }

    @Test
    void everyColumnCanOrder() {
        for (Column column : Column.values()) {
            assertThat(list(ModelFilter.ALL, new ModelOrder(column, false))).hasSize(3);
        }
        assertThat(list(ModelFilter.ALL, new ModelOrder(Column.CONNECTIONS, false))
                        .get(0)
                        .name())
                .isEqualTo("Alpha_1");
        assertThat(list(ModelFilter.ALL, new ModelOrder(Column.STATUS, true))
                        .get(0)
                        .name())
                .isEqualTo("gamma 100%");
    }

    @Test
    void searchTakesTheTextLiterally() {
        assertThat(found("ALPHA")).containsExactly("Alpha_1");
        assertThat(found("a_1")).containsExactly("Alpha_1");
        assertThat(found("0%")).containsExactly("gamma 100%");
        assertThat(found("_")).containsExactly("Alpha_1");
        assertThat(found("!")).isEmpty();
    }

    @Test
    void filtersNarrow() {
        ModelFilter drafts = new ModelFilter(
                Optional.empty(), Optional.of(Integration.API), Optional.of("Custom"), Optional.of(ModelStatus.DRAFT));

        assertThat(list(drafts, ModelOrder.BY_NAME))
                .extracting(ModelSummary::name)
                .containsExactly("gamma 100%");
        long count = registry.catalog(catalog -> catalog.count(drafts));
        assertThat(count).isEqualTo(1);
        List<String> sources = registry.catalog(ModelCatalog::sources);
        assertThat(sources).containsExactly("Custom");
    }

    @Test
    void theListIsFilteredByTypeSourceAndStatus() {
        easy("delta", "openai", "gpt-4o");
        easy("epsilon", "cohere", "command-r-plus-08-2024");

        assertThat(names(filter(Integration.EASY, null, null))).containsExactly("delta", "epsilon");
        assertThat(names(filter(Integration.API, null, null))).containsExactly("Alpha_1", "beta", "gamma 100%");
        assertThat(names(filter(null, "OpenAI", null))).containsExactly("delta");
        assertThat(names(filter(null, "Cohere", null))).containsExactly("epsilon");
        assertThat(names(filter(null, "Custom", ModelStatus.ACTIVE))).containsExactly("Alpha_1", "beta");
        assertThat(names(filter(Integration.EASY, "Custom", null))).isEmpty();
        assertThat(registry.catalog(ModelCatalog::sources)).isEqualTo(List.of("Cohere", "Custom", "OpenAI"));
    }

    @ParameterizedTest
    @CsvSource({
        "NAME,        A b d g, g d b A",
        "TYPE,        A b g d, d A b g",
        "SOURCE,      A b g d, d A b g",
        "STATUS,      g A b d, A b d g",
        "INFERENCING, d A b g, A b g d",
        "CONNECTIONS, b g d A, A d b g",
        "ADDED_ON,    b A g d, d g A b",
        "CHANGED_ON,  A g d b, b d g A"
    })
    void theListIsSortedByEachOfItsColumns(Column column, String up, String down) {
        easy("delta", "openai", "gpt-4o");
        switchOff("delta");
        edit("beta");

        assertThat(initials(new ModelOrder(column, true))).isEqualTo(up);
        assertThat(initials(new ModelOrder(column, false))).isEqualTo(down);
    }

    private String initials(ModelOrder order) {
        return list(ModelFilter.ALL, order).stream()
                .map(line -> line.name().substring(0, 1))
                .collect(Collectors.joining(" "));
    }

    @Test
    void addedOnIsWhenAModelWasAddedWhateverBecameOfItSince() {
        ModelSummary added = line("beta");
        assertThat(added.changedOn()).isEqualTo(added.addedOn());

        edit("beta");

        ModelSummary updated = line("beta");
        assertThat(updated.addedOn()).isEqualTo(added.addedOn());
        assertThat(updated.changedOn()).isAfter(added.changedOn());
        assertThat(updated.changedBy()).isEqualTo(TestRegistry.EDITOR.name());
        assertThat(updated.addedBy()).isEqualTo(TestRegistry.ADMIN.name());
    }

    private void edit(String name) {
        String id = line(name).id();
        registry.lifecycle(TestRegistry.EDITOR, lifecycle -> {
            lifecycle.edit(id, null, TestRegistry.chat(name), List.of(), true);
            return null;
        });
    }

    private ModelSummary line(String name) {
        return list(ModelFilter.ALL, ModelOrder.BY_NAME).stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void easy(String name, String provider, String providerModel) {
        registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.definition("{'name': '%s', 'integration': 'EASY', 'provider': '%s', 'providerModel': '%s'}"
                        .formatted(name, provider, providerModel)),
                List.of(GivenConnection.of("main", "k")),
                true));
    }

    private static ModelFilter filter(Integration integration, String source, ModelStatus status) {
        return new ModelFilter(
                Optional.empty(),
                Optional.ofNullable(integration),
                Optional.ofNullable(source),
                Optional.ofNullable(status));
    }

    private List<String> names(ModelFilter filter) {
        return list(filter, ModelOrder.BY_NAME).stream().map(ModelSummary::name).toList();
    }

    @Test
    void slicesFollowEachOtherInEveryOrder() {
        registry.lifecycle(lifecycle -> lifecycle.create(TestRegistry.chat("delta"), List.of(), true));
        registry.lifecycle(lifecycle ->
                lifecycle.create(TestRegistry.chat("epsilon"), List.of(GivenConnection.of("one", "k1")), false));
        switchOff("beta");
        for (Column column : Column.values()) {
            for (boolean ascending : List.of(true, false)) {
                ModelOrder order = new ModelOrder(column, ascending);
                List<String> whole = list(ModelFilter.ALL, order).stream()
                        .map(ModelSummary::name)
                        .toList();
                assertThat(whole).hasSize(5);
                assertThat(slices(order, 1)).as("by ones, %s", order).isEqualTo(whole);
                assertThat(slices(order, 2)).as("by twos, %s", order).isEqualTo(whole);
            }
        }
    }

    private List<String> slices(ModelOrder order, int limit) {
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Optional<String> from = after;
            Slice<ModelSummary> slice = registry.catalog(catalog -> catalog.slice(ModelFilter.ALL, order, limit, from));
            slice.items().forEach(line -> seen.add(line.name()));
            after = slice.next();
        } while (after.isPresent());
        return seen;
    }

    private void switchOff(String name) {
        String id = line(name).id();
        registry.lifecycle(lifecycle -> {
            lifecycle.switchInferencing(id, false, null);
            return null;
        });
    }

    @Test
    void aPlaceInAnotherOrderIsRefused() {
        Optional<String> next =
                registry.catalog(catalog -> catalog.slice(ModelFilter.ALL, ModelOrder.BY_NAME, 1, Optional.empty())
                        .next());

        assertThat(refusal(catalog -> catalog.slice(ModelFilter.ALL, new ModelOrder(Column.SOURCE, true), 1, next))
                        .reason())
                .isEqualTo(RegistryException.Reason.FOREIGN_PLACE);
    }

    @Test
    void connectionsAreFilteredOrderedAndCutIntoParts() {
        String model = registry.lifecycle(lifecycle -> lifecycle.create(
                TestRegistry.chat("many"),
                List.of(
                        GivenConnection.of("zulu", "k1"),
                        GivenConnection.of("Alpha", "k2"),
                        new GivenConnection(
                                "mike", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(5))),
                true));
        String zulu =
                registry.catalog(catalog -> catalog.connections(model)).get(0).id();
        registry.connections(connections -> {
            connections.switchInferencing(model, zulu, false, null);
            return null;
        });

        assertThat(names(model, ConnectionFilter.ALL, ConnectionOrder.BY_PREFERENCE))
                .containsExactly("zulu", "Alpha", "mike");
        assertThat(names(model, ConnectionFilter.ALL, new ConnectionOrder(ConnectionOrder.Column.PREFERENCE, false)))
                .containsExactly("mike", "Alpha", "zulu");
        assertThat(names(model, ConnectionFilter.ALL, new ConnectionOrder(ConnectionOrder.Column.NAME, false)))
                .containsExactly("zulu", "mike", "Alpha");
        assertThat(names(
                        model,
                        new ConnectionFilter(Optional.of("AL"), Optional.empty(), Optional.empty()),
                        ConnectionOrder.BY_PREFERENCE))
                .containsExactly("Alpha");
        assertThat(names(
                        model,
                        new ConnectionFilter(Optional.empty(), Optional.of(ConnectionStatus.OFF), Optional.empty()),
                        ConnectionOrder.BY_PREFERENCE))
                .containsExactly("zulu");
        assertThat(names(
                        model,
                        new ConnectionFilter(Optional.empty(), Optional.empty(), Optional.of(Verification.VERIFIED)),
                        ConnectionOrder.BY_PREFERENCE))
                .isEmpty();
    }

    /** Through parts of one line each. */
    private List<String> names(String model, ConnectionFilter filter, ConnectionOrder order) {
        List<String> names = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Optional<String> from = after;
            Slice<ConnectionDetail> slice =
                    registry.catalog(catalog -> catalog.connections(model, filter, order, 1, from));
            slice.items().forEach(line -> names.add(line.name()));
            after = slice.next();
        } while (after.isPresent());
        return names;
    }

    @Test
    void anUnknownModelIsNotFound() {
        assertThatThrownBy(() -> registry.catalog(catalog -> catalog.find("none")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("none");
    }

    private List<ModelSummary> list(ModelFilter filter, ModelOrder order) {
        return registry.catalog(catalog -> catalog.list(filter, order, 0, 10));
    }

    private List<String> found(String search) {
        ModelFilter filter = new ModelFilter(Optional.of(search), Optional.empty(), Optional.empty(), Optional.empty());
        return list(filter, ModelOrder.BY_NAME).stream().map(ModelSummary::name).toList();
    }
}
