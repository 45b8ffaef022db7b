package org.externalmodels.admin.console.playground;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import org.externalmodels.admin.console.SignedInUser;
import org.omnifaces.util.Faces;

/** Lets those in who may call models from the console. All else on the page is done by its scripts. */
@Named
@RequestScoped
public class OpenPlayground {

    @Inject
    private SignedInUser user;

    public void load() {
        if (!user.isEditor()) {
            Faces.responseSendError(HttpServletResponse.SC_FORBIDDEN, "The playground needs the role editor or admin");
        }
    }
}
