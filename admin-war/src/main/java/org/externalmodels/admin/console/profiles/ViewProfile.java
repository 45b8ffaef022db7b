package org.externalmodels.admin.console.profiles;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.externalmodels.admin.consent.CallbackAddress;
import org.externalmodels.admin.consent.PendingConsent;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.FieldNames;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.ShownValue;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.inference.spi.Authentication.OAuth2.ClientAuthentication;
import org.externalmodels.registry.definition.ProfileSettings.KeyPlacement;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.profiles.ProfileCatalog;
import org.externalmodels.registry.profiles.ProfileConsents;
import org.externalmodels.registry.profiles.ProfileDetail;
import org.externalmodels.registry.profiles.ProfileStatus;
import org.externalmodels.registry.profiles.ProfileTests;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** An authorization profile, with what can be done with it. */
@Named
@ViewScoped
public class ViewProfile implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ProfileCatalog catalog;

    @Inject
    private ProfileTests tests;

    @Inject
    private ProfileConsents consents;

    @Inject
    private PendingConsent pending;

    @Inject
    private CallbackAddress callback;

    @Inject
    private ProfileWording words;

    @Inject
    private SignedInUser user;

    private String id;
    private String name;
    private ProfileType type;
    private ProfileStatus status;
    private String addedBy;
    private long version;
    private List<Fact> facts;
    private List<UsingModel> usedBy;
    private Problems problems = Problems.NONE;
    private ProfileTrial trial;

    /** A line of what is known of a profile. */
    public record Fact(String label, String value) implements Serializable {}

    /** A model that refers to a profile. */
    public record UsingModel(String id, String name) implements Serializable {}

    /** Shows it, and says how a sign-in elsewhere went if the user comes from one. */
    public void load() {
        take(catalog.find(id == null ? "" : id));
        if (!Faces.isPostback()) {
            pending.takeOutcome().ifPresent(outcome -> {
                if (outcome.given()) {
                    Notices.done(outcome.sentence());
                } else {
                    Notices.refused(name + " is not authorized: " + outcome.sentence());
                }
            });
        }
    }

    private void take(ProfileDetail detail) {
        name = detail.summary().name();
        type = detail.summary().type();
        status = detail.summary().status();
        addedBy = detail.summary().addedBy();
        version = detail.summary().version();
        usedBy = detail.usedBy().stream()
                .map(model -> new UsingModel(model.id(), model.name()))
                .toList();
        facts = facts(detail.view());
    }

    private List<Fact> facts(JsonObject view) {
        List<Fact> all = new ArrayList<>();
        view.forEach((member, value) -> {
            if (member.equals("name") || member.equals("type")) {
                return;
            }
            String text = switch (member) {
                case "fields" -> fields(value.asJsonArray());
                case "placement" -> words.placement(KeyPlacement.valueOf(ShownValue.of(value)));
                case "clientAuthentication" ->
                    words.clientAuthentication(ClientAuthentication.valueOf(ShownValue.of(value)));
                default -> ShownValue.of(value);
            };
            all.add(new Fact(FieldNames.label(member), text));
        });
        return all;
    }

    private String fields(JsonArray fields) {
        List<String> lines = new ArrayList<>();
        for (JsonObject field : fields.getValuesAs(JsonObject.class)) {
            lines.add(field.getString("name") + " = " + ShownValue.of(field.get("value")) + " ("
                    + field.getString("placement").toLowerCase(Locale.ROOT) + ")");
        }
        return String.join(", ", lines);
    }

    /** Tries it, as calls would use it. */
    public void test() {
        trial = null;
        problems = Attempt.at(() -> trial = ProfileTrial.of(tests.test(id)));
        load();
    }

    /** Leads to where the owner of an account says yes. */
    public void signIn() {
        String[] address = new String[1];
        problems = Attempt.at(() ->
                address[0] = consents.begin(id, callback.of(Faces.getRequest())).toString());
        if (!problems.any()) {
            pending.begin(id);
            Faces.redirect(address[0]);
        }
    }

    /** Whether this user may change it: editors change their own. */
    public boolean isChangeable() {
        return user.isAdmin() || (user.isEditor() && user.getName().equals(addedBy));
    }

    /** Where the other side must know that browsers come back to. */
    public String getCallback() {
        return callback.of(Faces.getRequest()).toString();
    }

    public boolean isConsentNeeded() {
        return type.needsConsent();
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getName() {
        return name;
    }

    public ProfileType getType() {
        return type;
    }

    public ProfileStatus getStatus() {
        return status;
    }

    public String getAddedBy() {
        return addedBy;
    }

    public long getVersion() {
        return version;
    }

    public List<Fact> getFacts() {
        return facts;
    }

    public List<UsingModel> getUsedBy() {
        return usedBy;
    }

    public Problems getProblems() {
        return problems;
    }

    public ProfileTrial getTrial() {
        return trial;
    }
}
