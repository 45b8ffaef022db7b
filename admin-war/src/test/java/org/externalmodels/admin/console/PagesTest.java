package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the source of every page. */
class PagesTest {

    private static final Path PAGES = Path.of("src/main/webapp");

    @Test
    void aFormThatAddsOrEditsKeepsToItsAddress() throws IOException {
        List<Path> forms = pages(text -> text.contains("<f:viewParam name=\"id\"") && text.contains(".adding"));

        assertThat(forms).extracting(Path::toString).contains("models/edit.xhtml", "billing/price.xhtml");
        assertThat(forms)
                .containsExactlyElementsOf(pages(text -> text.contains("type=\"preRenderView\" listener=\"#{edit")));
    }

    /** Two requests of one view at once may find its beans gone: what keeps them locks a lookup, but not its check. */
    @Test
    void noViewIsAskedTwoThingsAtOnce() throws IOException {
        assertThat(pages(text -> text.contains("<p:poll"))).isNotEmpty();
        assertThat(pages(text -> text.contains("async=\"true\""))).isEmpty();
    }

    private static List<Path> pages(Predicate<String> having) throws IOException {
        try (Stream<Path> all = Files.walk(PAGES)) {
            return all.filter(page -> page.toString().endsWith(".xhtml"))
                    .filter(page -> having.test(text(page)))
                    .map(PAGES::relativize)
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
