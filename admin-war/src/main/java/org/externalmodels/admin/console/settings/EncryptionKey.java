package org.externalmodels.admin.console.settings;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.registry.rotation.KeyRotation;
import org.externalmodels.registry.rotation.RotationStatus;
import org.omnifaces.util.Faces;

/** The key that encrypts secrets: how far they are with it, and changing it. */
@Named
@RequestScoped
public class EncryptionKey {

    private static final int ALL = 100;

    @Inject
    private KeyRotation rotation;

    @Inject
    private SignedInUser user;

    private RotationStatus status;
    private Problems problems = Problems.NONE;

    public void load() {
        if (!user.isAdmin()) {
            Faces.responseSendError(HttpServletResponse.SC_FORBIDDEN, "The encryption key is for administrators");
        }
    }

    public void rotate() {
        problems = Attempt.at(() -> status = rotation.rotate());
    }

    public RotationStatus getStatus() {
        if (status == null) {
            status = rotation.status();
        }
        return status;
    }

    /** How many of a hundred secrets are encrypted with the newest key. */
    public long getPercent() {
        RotationStatus now = getStatus();
        return now.secrets() == 0 ? ALL : (now.secrets() - now.pending() - now.unreadable()) * ALL / now.secrets();
    }

    public boolean isUnderWay() {
        return getStatus().pending() > 0;
    }

    public Problems getProblems() {
        return problems;
    }
}
