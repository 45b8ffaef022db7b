package org.externalmodels.admin.console;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.externalmodels.registry.access.Visit;
import org.externalmodels.registry.audit.SignIns;

/**
 * Lets the server sign people in with its OpenID provider, if it has one, and leads back to where they wanted to go. A
 * server without one leads to the sign-in page.
 */
@WebServlet(SingleSignOn.PATH)
public class SingleSignOn extends HttpServlet {

    /** From where on the server takes over. */
    static final String PATH = "/sign-in/provider";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignIns signIns;

    @Inject
    private transient Visit visit;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        visit.from(request.getRemoteAddr(), UUID.randomUUID().toString());
        boolean before = request.getUserPrincipal() != null;
        if (!request.authenticate(response) || request.getUserPrincipal() == null) {
            return;
        }
        if (!before) {
            signIns.console(request.getUserPrincipal().getName());
        }
        if (request.getSession(false) != null) {
            // A session that somebody planted is of no use to them.
            request.changeSessionId();
        }
        LocalAddress target = LocalAddress.of(request.getParameter("from")).orElse(LocalAddress.START);
        response.sendRedirect(target.path());
    }
}
