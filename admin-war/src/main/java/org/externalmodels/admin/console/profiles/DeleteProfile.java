package org.externalmodels.admin.console.profiles;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.externalmodels.admin.console.Deletion;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.registry.profiles.AuthorizationProfiles;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Asks for a profile's name before it is deleted. */
@Named
@ViewScoped
public class DeleteProfile extends Deletion {

    private static final long serialVersionUID = 1L;

    @Inject
    private AuthorizationProfiles profiles;

    public DeleteProfile() {
        super("profile");
    }

    @Override
    protected void delete(String id, long version) {
        profiles.delete(id, version);
    }

    @Override
    protected void deleted(String name) {
        Notices.done("The authorization profile " + name + " is deleted.");
        Notices.keepForNextPage();
        Faces.redirect(Faces.getRequestContextPath() + "/profiles/list");
    }
}
