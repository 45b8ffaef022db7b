package org.externalmodels.admin.console.keys;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.Differences;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.keys.ApplicationKeyDetail;
import org.externalmodels.registry.keys.GivenKey;
import org.externalmodels.registry.keys.KeyScope;
import org.externalmodels.registry.keys.WayIn;

/** An application key as it is typed; times are those of a zone. */
public class KeyForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String SOME = "some";

    private final ZoneId zone;
    private String name;
    private String which = KeyScope.ALL;
    private String models;
    private String[] ways = allWays();
    private String expires;
    private boolean enabled = true;

    KeyForm(ZoneId zone) {
        this.zone = zone;
    }

    static KeyForm of(ApplicationKeyDetail key, ZoneId zone) {
        KeyForm form = new KeyForm(zone);
        form.name = key.name();
        form.which = key.models().contains(KeyScope.ALL) ? KeyScope.ALL : SOME;
        form.models = form.which.equals(SOME) ? String.join("\n", key.models()) : null;
        form.ways = key.ways().contains(KeyScope.ALL) ? allWays() : key.ways().toArray(String[]::new);
        form.expires = key.expires()
                .map(end -> LocalDateTime.ofInstant(end.truncatedTo(ChronoUnit.SECONDS), zone)
                        .toString())
                .orElse(null);
        form.enabled = key.enabled();
        return form;
    }

    private static String[] allWays() {
        return Arrays.stream(WayIn.values()).map(WayIn::wireName).toArray(String[]::new);
    }

    /**
     * What is typed.
     *
     * @throws RegistryException with the fields that are wrong
     */
    GivenKey given() {
        return new GivenKey(name == null ? "" : name, scope(), end(), enabled);
    }

    /** How it differs from what somebody else made of it meanwhile. */
    Conflict differenceFrom(ApplicationKeyDetail stored) {
        KeyForm theirs = of(stored, zone);
        return new Differences()
                .with("name", theirs.name, name)
                .with("expires", theirs.expires, expires)
                .with("enabled", theirs.enabled, enabled)
                .with("models", words(theirs.scope().models()), words(scope().models()))
                .with("ways", words(theirs.scope().ways()), words(scope().ways()))
                .stored(stored.version());
    }

    private static String words(List<String> entries) {
        return entries.contains(KeyScope.ALL) ? "all" : String.join(", ", entries);
    }

    private KeyScope scope() {
        List<String> opened = isSomeModels()
                ? Optional.ofNullable(models)
                        .orElse("")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList()
                : List.of(KeyScope.ALL);
        List<String> through = ways == null ? List.of() : List.of(ways);
        return new KeyScope(opened, through.size() == WayIn.values().length ? List.of(KeyScope.ALL) : through);
    }

    private Optional<Instant> end() {
        if (expires == null || expires.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(expires.strip()).atZone(zone).toInstant());
        } catch (DateTimeParseException wrong) {
            throw RegistryException.invalid("expires", "must be a date and a time");
        }
    }

    public boolean isSomeModels() {
        return SOME.equals(which);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getWhich() {
        return which;
    }

    public void setWhich(String which) {
        this.which = which;
    }

    public String getModels() {
        return models;
    }

    public void setModels(String models) {
        this.models = models;
    }

    public String[] getWays() {
        return ways == null ? null : ways.clone();
    }

    public void setWays(String[] ways) {
        this.ways = ways == null ? null : ways.clone();
    }

    public String getExpires() {
        return expires;
    }

    public void setExpires(String expires) {
        this.expires = expires;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }
}
