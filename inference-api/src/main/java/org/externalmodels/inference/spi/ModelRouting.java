package org.externalmodels.inference.spi;

import java.util.List;
import java.util.Objects;

/**
 * Where the calls of a model go that name no connection.
 *
 * @param spread how they are shared out among connections of one priority
 * @param fallbackModels names of the models that answer in this one's place when none of its connections can, the first
 *     that can; a name that is not registered, or a model that is switched off or cannot take the request, is passed over
 */
public record ModelRouting(Spread spread, List<String> fallbackModels) {

    /** By weights, and no other model. */
    public static final ModelRouting DEFAULT = new ModelRouting(Spread.WEIGHTS, List.of());

    public ModelRouting {
        Objects.requireNonNull(spread, "spread");
        fallbackModels = List.copyOf(fallbackModels);
    }

    /** How calls are shared out. */
    public enum Spread {
        /** Each connection gets its weight's share of the calls. */
        WEIGHTS("weights"),
        /** The next call goes to the connection with the fewest calls in flight for its weight. */
        LEAST_BUSY("least-busy");

        private final String wireName;

        Spread(String wireName) {
            this.wireName = wireName;
        }

        /** The name used in definitions. */
        public String wireName() {
            return wireName;
        }
    }
}
