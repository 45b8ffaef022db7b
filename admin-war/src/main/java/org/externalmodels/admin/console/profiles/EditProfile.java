package org.externalmodels.admin.console.profiles;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import org.externalmodels.admin.console.AddressedForm;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.registry.profiles.AuthorizationProfiles;
import org.externalmodels.registry.profiles.ProfileCatalog;
import org.externalmodels.registry.profiles.ProfileDetail;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Adds or edits an authorization profile. */
@Named
@ViewScoped
public class EditProfile implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ProfileCatalog catalog;

    @Inject
    private AuthorizationProfiles profiles;

    @Inject
    private SignedInUser user;

    private String id;
    private long version;
    private String savedName;
    private ProfileForm form = new ProfileForm();
    private Problems problems = Problems.NONE;
    private Conflict conflict;

    /** Opens what the address names, or an empty form. */
    public void load() {
        if (!user.isEditor()) {
            Faces.responseSendError(HttpServletResponse.SC_FORBIDDEN, "Editing needs the role editor or admin");
            return;
        }
        if (id != null) {
            ProfileDetail detail = catalog.find(id);
            version = detail.summary().version();
            savedName = detail.summary().name();
            form = ProfileForm.of(detail.view());
        }
    }

    /** Takes what the address names, should this bean have been made anew since. */
    public void keepToAddress() {
        AddressedForm.missed(id).ifPresent(named -> {
            id = named;
            load();
        });
    }

    /** Shows the fields of the type that was chosen. */
    public void followType() {
        problems = Problems.NONE;
    }

    /** Tells beside the name whether the profile can have it. */
    public void followName() {
        problems = problems.without("name").and(Attempt.at(() -> profiles.checkName(form.getName(), id)));
    }

    public void save() {
        conflict = null;
        problems = Attempt.at(() -> {
            if (id == null) {
                id = profiles.create(form.given());
            } else {
                profiles.edit(id, version, form.given());
            }
        });
        if (problems.stale()) {
            conflict = ProfileDifference.between(catalog.find(id), form);
        } else if (!problems.any()) {
            Notices.done("The authorization profile " + form.getName().strip() + " is saved.");
            Notices.keepForNextPage();
            Faces.redirect(Faces.getRequestContextPath() + "/profiles/view?id=%s", id);
        }
    }

    /** Saves over what somebody else saved, which the user has seen. */
    public void overwrite() {
        version = conflict.version();
        save();
    }

    public boolean isAdding() {
        return id == null;
    }

    public String getAddress() {
        return isAdding() ? "" : Faces.getRequestContextPath() + "/profiles/edit?id=" + id;
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

    public ProfileForm getForm() {
        return form;
    }

    public Problems getProblems() {
        return problems;
    }

    public Conflict getConflict() {
        return conflict;
    }
}
