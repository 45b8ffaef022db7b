package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.junit.jupiter.api.Test;

class SearchedLinesTest {

    @Test
    void isNothingAtAllOnlyWhereNothingWasLookedForOnTheFirstPageAndCouldBeShown() {
        assertThat(lines(null, null, false).isNone()).isTrue();
        assertThat(lines(" ", "", false).isNone()).isTrue();
        assertThat(lines("gpt", null, false).isNone()).isFalse();
        assertThat(lines(null, "50", false).isNone()).isFalse();
        assertThat(lines(null, null, true).isNone()).isFalse();
    }

    private static SearchedLines<String, String> lines(String search, String after, boolean failing) {
        SearchedLines<String, String> lines = new SearchedLines<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected Slice<String> slice(Optional<String> wanted, int limit, Optional<String> place) {
                if (failing) {
                    throw RegistryException.invalid("after", "is no place");
                }
                return new Slice<>(List.of(), Optional.empty());
            }

            @Override
            protected String line(String item) {
                return item;
            }
        };
        lines.setSearch(search);
        lines.setAfter(after);
        lines.load();
        return lines;
    }
}
