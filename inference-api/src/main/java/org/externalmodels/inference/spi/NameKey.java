package org.externalmodels.inference.spi;

import java.text.Normalizer;
import java.util.Locale;

/** What of the name of a model or a connection counts when two are compared. */
public final class NameKey {

    private NameKey() {}

    /**
     * A name without regard to case and Unicode form, after Unicode's rule for identifiers (UAX #15, NFKC): whether an
     * accent is a character of its own, or a digit is of another width, nobody sees.
     */
    public static String of(String name) {
        String form = Normalizer.normalize(name, Normalizer.Form.NFKC).strip();
        return Normalizer.normalize(form.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }
}
