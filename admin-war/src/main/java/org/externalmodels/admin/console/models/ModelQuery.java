package org.externalmodels.admin.console.models;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelOrder.Column;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.Integration;

/**
 * Which part of the list of models an address stands for. What an address says that has no meaning is left out.
 *
 * @param filter which models
 * @param order in which order
 * @param page from 1
 */
public record ModelQuery(ModelFilter filter, ModelOrder order, int page) {

    private static final String DESCENDING = "desc";

    /** Reads the parameters of an address. */
    public static ModelQuery of(
            String search, String type, String source, String status, String sort, String order, String page) {
        return new ModelQuery(
                new ModelFilter(
                        given(search),
                        constant(Integration.values(), type),
                        given(source),
                        constant(ModelStatus.values(), status)),
                new ModelOrder(constant(Column.values(), sort).orElse(Column.NAME), !DESCENDING.equals(order)),
                number(page));
    }

    /** The address of this list sorted by a column; by the same column again the other way round. */
    public String sortedBy(String column) {
        Column by = Column.valueOf(column);
        return address(new ModelOrder(by, by != order.by() || !order.ascending()), 1);
    }

    public String onPage(int number) {
        return address(order, number);
    }

    /** How assistive technology is told the order of a column. */
    public String ariaSort(String column) {
        if (order.by() != Column.valueOf(column)) {
            return "none";
        }
        return order.ascending() ? "ascending" : "descending";
    }

    /** Whether any model may be left out. */
    public boolean narrowed() {
        return !filter.equals(ModelFilter.ALL);
    }

    private String address(ModelOrder inOrder, int onPage) {
        return new Address()
                .with("search", filter.search().orElse(null))
                .with("type", word(filter.integration()))
                .with("source", filter.source().orElse(null))
                .with("status", word(filter.status()))
                .with("sort", inOrder.by() == Column.NAME ? null : word(Optional.of(inOrder.by())))
                .with("order", inOrder.ascending() ? null : DESCENDING)
                .with("page", onPage == 1 ? null : String.valueOf(onPage))
                .toString();
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String word) {
        return Arrays.stream(constants)
                .filter(constant -> word(Optional.of(constant)).equals(word))
                .findFirst();
    }

    private static String word(Optional<? extends Enum<?>> constant) {
        return constant.map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("");
    }

    private static int number(String page) {
        try {
            return page == null ? 1 : Math.max(1, Integer.parseInt(page));
        } catch (NumberFormatException meaningless) {
            return 1;
        }
    }
}
