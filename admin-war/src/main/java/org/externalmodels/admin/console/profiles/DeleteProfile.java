package org.externalmodels.admin.console.profiles;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.profiles.AuthorizationProfiles;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Asks for a profile's name before it is deleted. */
@Named
@ViewScoped
public class DeleteProfile implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private AuthorizationProfiles profiles;

    private String id;
    private String name;
    private long version;
    private String typed;
    private String problem;

    public void ask(String ofId, String ofName, long ofVersion) {
        id = ofId;
        name = ofName;
        version = ofVersion;
        typed = null;
        problem = null;
    }

    public void delete() {
        if (typed == null || !typed.strip().equals(name)) {
            problem = "This is not the name of the profile.";
            return;
        }
        Problems problems = Attempt.at(() -> profiles.delete(id, version));
        problem = problems.headline();
        if (!problems.any()) {
            Notices.done("The authorization profile " + name + " is deleted.");
            Notices.keepForNextPage();
            Faces.redirect(Faces.getRequestContextPath() + "/profiles/list");
        }
    }

    public String getName() {
        return name;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }

    public String getProblem() {
        return problem;
    }
}
