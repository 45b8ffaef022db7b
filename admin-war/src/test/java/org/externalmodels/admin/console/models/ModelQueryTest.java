package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelOrder.Column;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.Integration;
import org.junit.jupiter.api.Test;

class ModelQueryTest {

    @Test
    void ofAnEmptyAddressIsTheWholeListByName() {
        ModelQuery query = ModelQuery.of(null, null, null, null, null, null, null);
        assertThat(query).isEqualTo(new ModelQuery(ModelFilter.ALL, ModelOrder.BY_NAME, 1));
        assertThat(query.narrowed()).isFalse();
    }

    @Test
    void readsEveryParameter() {
        ModelQuery query = ModelQuery.of(" gpt ", "api", "OpenAI", "draft", "added-on", "desc", "3");
        assertThat(query.filter())
                .isEqualTo(new ModelFilter(
                        Optional.of("gpt"),
                        Optional.of(Integration.API),
                        Optional.of("OpenAI"),
                        Optional.of(ModelStatus.DRAFT)));
        assertThat(query.order()).isEqualTo(new ModelOrder(Column.ADDED_ON, false));
        assertThat(query.page()).isEqualTo(3);
        assertThat(query.narrowed()).isTrue();
    }

    @Test
    void overlooksWhatHasNoMeaning() {
        assertThat(ModelQuery.of("", "nonsense", "", "DROP TABLE", "password", "sideways", "-7"))
                .isEqualTo(new ModelQuery(ModelFilter.ALL, ModelOrder.BY_NAME, 1));
        assertThat(ModelQuery.of(null, null, null, null, null, null, "x").page())
                .isEqualTo(1);
    }

    @Test
    void keepsFilterAndOrderFromPageToPage() {
        assertThat(ModelQuery.of("a b", "api", null, "active", "connections", "desc", "2")
                        .onPage(3))
                .isEqualTo("?search=a+b&type=api&status=active&sort=connections&order=desc&page=3");
    }

    @Test
    void sortsByTheSameColumnTheOtherWayRoundAndBeginsAnew() {
        ModelQuery query = ModelQuery.of(null, null, null, null, "status", null, "2");
        assertThat(query.ariaSort("STATUS")).isEqualTo("ascending");
        assertThat(query.sortedBy("STATUS")).isEqualTo("?sort=status&order=desc");
        assertThat(query.ariaSort("NAME")).isEqualTo("none");
        assertThat(query.sortedBy("NAME")).isEqualTo("?");
    }
}
