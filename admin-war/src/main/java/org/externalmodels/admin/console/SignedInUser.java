package org.externalmodels.admin.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.externalmodels.registry.access.Role;

/** Who looks at the page, so that it shows no button that would be refused. The services decide for themselves. */
@Named("user")
@RequestScoped
public class SignedInUser {

    @Inject
    private HttpServletRequest request;

    public String getName() {
        Principal principal = request.getUserPrincipal();
        return principal == null ? "" : principal.getName();
    }

    public boolean isSignedIn() {
        return request.getUserPrincipal() != null;
    }

    /** The strongest role, for people to see. */
    public String getRole() {
        for (String role : new String[] {Role.ADMIN, Role.EDITOR, Role.AUDITOR, Role.VIEWER}) {
            if (request.isUserInRole(role)) {
                return role;
            }
        }
        return "no role";
    }

    /** Whether the models may be read. */
    public boolean isReader() {
        return request.isUserInRole(Role.VIEWER) || isEditor();
    }

    /** Whether models may be added, edited, tested, switched and copied. */
    public boolean isEditor() {
        return request.isUserInRole(Role.EDITOR) || isAdmin();
    }

    /** Whether models may be deleted, and keys, prices and settings changed. */
    public boolean isAdmin() {
        return request.isUserInRole(Role.ADMIN);
    }

    /** Whether the audit log and what was said in calls may be read. */
    public boolean isAuditor() {
        return request.isUserInRole(Role.AUDITOR) || isAdmin();
    }

    /** Whether any page of the console is for this user. */
    public boolean isWelcome() {
        return isReader() || request.isUserInRole(Role.AUDITOR);
    }
}
