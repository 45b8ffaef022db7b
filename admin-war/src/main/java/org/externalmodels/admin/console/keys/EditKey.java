package org.externalmodels.admin.console.keys;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.admin.console.AddressedForm;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.keys.ApplicationKeyDetail;
import org.externalmodels.registry.keys.ApplicationKeys;
import org.externalmodels.registry.keys.GivenKey;
import org.externalmodels.registry.keys.IssuedKey;
import org.externalmodels.registry.keys.WayIn;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Gives out a key, changes what it opens, replaces it or takes it back. */
@Named
@ViewScoped
public class EditKey implements Serializable {

    private static final long serialVersionUID = 1L;

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
    private KeyForm form;
    private String overlap = "PT0S";
    private Problems problems = Problems.NONE;
    private Problems rotationProblems = Problems.NONE;
    private Conflict conflict;

    public void load() {
        if (!user.isAdmin()) {
            Faces.responseSendError(HttpServletResponse.SC_FORBIDDEN, "Keys are given out by administrators");
            return;
        }
        if (id == null) {
            form = new KeyForm(wording.zone());
        } else {
            take(keys.find(id));
        }
    }

    /** Takes what the address names, should this bean have been made anew since. */
    public void keepToAddress() {
        Optional<String> missed = AddressedForm.missed(id);
        if (missed.isPresent() || form == null) {
            id = missed.orElse(id);
            load();
        }
    }

    private void take(ApplicationKeyDetail key) {
        savedName = key.name();
        masked = key.key();
        version = key.version();
        form = KeyForm.of(key, wording.zone());
    }

    /** Tells beside the name whether the key can have it. */
    public void followName() {
        problems = problems.without("name").and(Attempt.at(() -> keys.checkName(form.getName(), id)));
    }

    public void save() {
        boolean adding = isAdding();
        conflict = null;
        problems = Attempt.at(() -> {
            GivenKey given = form.given();
            if (adding) {
                IssuedKey issued = keys.create(given);
                id = issued.id();
                shownKey.show(issued.key());
            } else {
                keys.edit(id, version, given);
            }
            take(keys.find(id));
        });
        if (problems.stale()) {
            conflict = form.differenceFrom(keys.find(id));
        } else if (!problems.any()) {
            Notices.done(adding ? "The key of " + savedName + " is made." : "The key of " + savedName + " is changed.");
        }
    }

    /** Saves over what somebody else saved, which the user has seen. */
    public void overwrite() {
        version = conflict.version();
        save();
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
        conflict = null;
        problems = Attempt.at(() -> keys.delete(id, version));
        if (!problems.any()) {
            Notices.done("The key of " + savedName + " is revoked. Calls that come with it are refused from now on.");
            Notices.keepForNextPage();
            Faces.redirect(Faces.getRequestContextPath() + "/keys/list");
        }
    }

    public boolean isAdding() {
        return id == null;
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

    /** The labels of fields that go by others elsewhere. */
    public Map<String, String> getLabels() {
        return Map.of("name", "Application");
    }

    public Conflict getConflict() {
        return conflict;
    }

    public KeyForm getForm() {
        return form;
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

    public String getOverlap() {
        return overlap;
    }

    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }
}
