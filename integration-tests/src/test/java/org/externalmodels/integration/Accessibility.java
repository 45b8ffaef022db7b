package org.externalmodels.integration;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What keeps people from using a page who do not see it, or use no mouse. */
final class Accessibility {

    private static final String AXE = axe();

    private Accessibility() {}

    /** The serious violations of the page as it is now, each with the place of one. */
    static List<String> violations(Page page) {
        page.evaluate(AXE);
        List<?> violations = (List<?>) page.evaluate("""
            axe.run({resultTypes: ['violations']}).then(found => found.violations
              .filter(rule => rule.impact === 'serious' || rule.impact === 'critical')
              .map(rule => rule.id + ' at ' + rule.nodes[0].target.join(' ')))\
            """);
        return violations.stream().map(String::valueOf).toList();
    }

    private static String axe() {
        try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
