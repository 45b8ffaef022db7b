package org.externalmodels.admin.console.keys;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.keys.ApplicationKeyDetail;
import org.externalmodels.registry.keys.ApplicationKeys;
import org.externalmodels.registry.keys.GivenKey;
import org.externalmodels.registry.keys.IssuedKey;
import org.externalmodels.registry.keys.KeyScope;
import org.externalmodels.registry.keys.WayIn;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Gives out a key, changes what it opens, replaces it or takes it back. */
@Named
@ViewScoped
public class EditKey implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String SOME = "some";

    @Inject
    private ApplicationKeys keys;

    @Inject
    private SignedInUser user;

    @Inject
    private Wording wording;

    @Inject
    private ShownKey shownKey;

    private String id;
    private String savedName;
    private String masked;
    private Long version;
    private String name;
    private String which = KeyScope.ALL;
    private String models;
    private String[] ways;
    private String expires;
    private boolean enabled = true;
    private String overlap = "PT0S";
    private Problems problems = Problems.NONE;
    private Problems rotationProblems = Problems.NONE;

    public void load() {
        if (!user.isAdmin()) {
            Faces.responseSendError(HttpServletResponse.SC_FORBIDDEN, "Keys are given out by administrators");
            return;
        }
        if (ways == null) {
            ways = allWays();
        }
        if (id != null) {
            take(keys.find(id));
        }
    }

    private void take(ApplicationKeyDetail key) {
        savedName = key.name();
        masked = key.key();
        version = key.version();
        name = key.name();
        which = key.models().contains(KeyScope.ALL) ? KeyScope.ALL : SOME;
        models = which.equals(SOME) ? String.join("\n", key.models()) : null;
        ways = key.ways().contains(KeyScope.ALL) ? allWays() : key.ways().toArray(String[]::new);
        expires = key.expires()
                .map(end -> wording.input(end.truncatedTo(ChronoUnit.SECONDS)))
                .orElse(null);
        enabled = key.enabled();
    }

    private static String[] allWays() {
        return Arrays.stream(WayIn.values()).map(WayIn::wireName).toArray(String[]::new);
    }

    public void save() {
        boolean adding = isAdding();
        problems = Attempt.at(() -> {
            GivenKey given = given();
            if (adding) {
                IssuedKey issued = keys.create(given);
                id = issued.id();
                shownKey.show(issued.key());
            } else {
                keys.edit(id, version, given);
            }
            take(keys.find(id));
        });
        if (!problems.any()) {
            Notices.done(adding ? "The key of " + savedName + " is made." : "The key of " + savedName + " is changed.");
        }
    }

    /** Puts a new key in the place of the old one. */
    public void rotate() {
        Duration time = Duration.parse(overlap);
        rotationProblems = Attempt.at(() -> {
            shownKey.show(keys.rotate(id, version, time).key());
            take(keys.find(id));
        });
        if (!rotationProblems.any()) {
            Notices.done("The key of " + savedName + " is replaced. The old one "
                    + (time.isZero()
                            ? "opens nothing any more."
                            : "works for " + getOverlaps().get(overlap) + " more."));
        }
    }

    /** Takes the key back for good. */
    public void revoke() {
        problems = Attempt.at(() -> keys.delete(id, version));
        if (!problems.any()) {
            Notices.done("The key of " + savedName + " is revoked. Calls that come with it are refused from now on.");
            Notices.keepForNextPage();
            Faces.redirect(Faces.getRequestContextPath() + "/keys/list");
        }
    }

    private GivenKey given() {
        List<String> opened = which.equals(SOME)
                ? Optional.ofNullable(models)
                        .orElse("")
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList()
                : List.of(KeyScope.ALL);
        List<String> through = ways == null ? List.of() : List.of(ways);
        return new GivenKey(
                name == null ? "" : name,
                new KeyScope(opened, through.size() == WayIn.values().length ? List.of(KeyScope.ALL) : through),
                end(),
                enabled);
    }

    private Optional<Instant> end() {
        if (expires == null || expires.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDateTime.parse(expires.strip()).atZone(wording.zone()).toInstant());
        } catch (DateTimeParseException wrong) {
            throw RegistryException.invalid("expires", "is a date and a time");
        }
    }

    public boolean isAdding() {
        return id == null;
    }

    public boolean isSomeModels() {
        return SOME.equals(which);
    }

    /** The address under which the key is now, for the browser. */
    public String getAddress() {
        return Faces.getRequestContextPath() + "/keys/edit" + (id == null ? "" : "?id=" + id);
    }

    public WayIn[] getAllWays() {
        return WayIn.values();
    }

    /** How long an old key may go on beside its successor. */
    public Map<String, String> getOverlaps() {
        Map<String, String> overlaps = new LinkedHashMap<>();
        overlaps.put("PT0S", "no time at all");
        overlaps.put("PT1H", "an hour");
        overlaps.put("P1D", "a day");
        overlaps.put("P7D", "7 days");
        overlaps.put("P30D", "30 days");
        return overlaps;
    }

    public Problems getProblems() {
        return problems;
    }

    public Problems getRotationProblems() {
        return rotationProblems;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getSavedName() {
        return savedName;
    }

    public String getMasked() {
        return masked;
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
        return ways;
    }

    public void setWays(String[] ways) {
        this.ways = ways;
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

    public String getOverlap() {
        return overlap;
    }

    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }
}
