package org.externalmodels.admin.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Messages;

/** Asks the server's own user registry, whatever it is, and leads back to where the user wanted to go. */
@Named
@RequestScoped
public class SignIn {

    @Inject
    private HttpServletRequest request;

    @Inject
    private SignedInUser user;

    private String name;
    private String password;
    private String from;

    /** Nobody signs in twice. */
    public void leaveIfSignedIn() {
        if (user.isSignedIn()) {
            Faces.redirect(target());
        }
    }

    public void signIn() throws IOException {
        try {
            request.login(name, password);
        } catch (ServletException refused) {
            // One sentence for both, so that nobody learns which names exist.
            Messages.add(
                    null,
                    new FacesMessage(
                            FacesMessage.SEVERITY_ERROR,
                            "The user name or the password is not right.",
                            "Nothing was signed in. Check both and try again."));
            return;
        }
        // A session that somebody may have planted before is of no use to them now.
        request.changeSessionId();
        Faces.redirect(target());
    }

    public void signOut() throws ServletException {
        request.logout();
        Faces.invalidateSession();
        Faces.redirect("/sign-in?signedOut=true");
    }

    private String target() {
        return LocalAddress.of(from).orElse(LocalAddress.START).path();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }
}
