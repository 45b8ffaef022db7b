package org.externalmodels.admin.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.externalmodels.registry.audit.SignIns;
import org.omnifaces.util.Faces;

/** Asks the server's own user registry, whatever it is, and leads back to where the user wanted to go. */
@Named
@RequestScoped
public class SignIn {

    @Inject
    private HttpServletRequest request;

    @Inject
    private SignedInUser user;

    @Inject
    private SignIns signIns;

    /** What people know the server's OpenID provider as; empty if it has none. */
    @Inject
    @ConfigProperty(name = "EXTERNAL_MODELS_SINGLE_SIGN_ON")
    private Optional<String> provider;

    private String name;
    private String password;
    private String from;
    private boolean failed;

    /** Nobody signs in twice, except as somebody else who may see more. */
    public void leaveIfSignedIn() {
        if (user.isWelcome()) {
            Faces.redirect(target());
        }
    }

    public void signIn() {
        try {
            request.logout();
            request.login(name, password);
            // A session that somebody planted, or left behind, is of no use to them. Some servers keep the new user in
            // it, so the user signs in to the next one.
            request.logout();
            Faces.invalidateSession();
            // Payara keeps who signed in with a session that is there already, and with none that comes later.
            request.getSession();
            request.login(name, password);
        } catch (ServletException refused) {
            // One sentence for both, so that nobody learns which names exist.
            failed = true;
            signIns.refused(String.valueOf(name), "console");
            return;
        }
        signIns.console(name);
        leadOn();
    }

    /**
     * When the request is over, and not at once as a redirect does. At its end Weld destroys the beans of the session that was
     * ended, but those that it finds under their names, which are the next session's: its first page would lose its beans
     * under way, or for the form that is sent from it.
     */
    private void leadOn() {
        HttpServletResponse response = Faces.getResponse();
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", target());
        Faces.responseComplete();
    }

    private String target() {
        return LocalAddress.of(from).orElse(LocalAddress.START).path();
    }

    /** Whether the registry refused; it is not said whether the name or the password was wrong. */
    public boolean isFailed() {
        return failed;
    }

    /** What people know the server's OpenID provider as, such as their company's account; {@code null} if it has none. */
    public String getProvider() {
        return provider.flatMap(Typed::text).orElse(null);
    }

    /** The address at which the provider takes over. */
    public String getProviderAddress() {
        return SingleSignOn.PATH;
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
