package org.externalmodels.admin.console.settings;

import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.externalmodels.admin.console.FieldNames;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.retention.RetentionAges;

/**
 * What is kept so far and goes for good with other ages.
 *
 * @param ages which let it go
 * @param lines each says of one kind from which time back, empty if nothing goes
 */
public record Loss(RetentionAges ages, List<String> lines) implements Serializable {

    static final Loss NONE = new Loss(RetentionAges.DEFAULTS, List.of());

    public Loss {
        Objects.requireNonNull(ages, "ages");
        lines = List.copyOf(lines);
    }

    static Loss between(RetentionAges before, RetentionAges after, Instant now, Wording wording) {
        List<String> lines = after.shorterThan(before).entrySet().stream()
                .map(kind -> FieldNames.label(kind.getKey()) + " before "
                        + wording.minute(now.minus(kind.getValue(), ChronoUnit.DAYS)))
                .toList();
        return new Loss(after, lines);
    }

    public boolean any() {
        return !lines.isEmpty();
    }
}
