package org.externalmodels.admin.console;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.externalmodels.registry.access.Visit;
import org.externalmodels.registry.audit.SignIns;

/** Ends a session, and leads to where somebody else can sign in and go on. Not part of a Faces form, so it works from every page: one that expired, one that failed. */
@WebServlet("/sign-out")
public class SignOut extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String BUTTON = "leave";

    @Inject
    private transient SignedInUser user;

    @Inject
    private transient SignIns signIns;

    @Inject
    private transient Visit visit;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getParameter(BUTTON) == null) {
            // Pages tell the server that they are left, at the address of whatever form they have.
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        visit.from(request.getRemoteAddr(), UUID.randomUUID().toString());
        if (user.isSignedIn()) {
            signIns.left(user.getName());
        }
        request.logout();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        Optional<LocalAddress> next = LocalAddress.of(request.getParameter("from"));
        response.sendRedirect(request.getContextPath() + "/sign-in"
                + new Address()
                        .with("signedOut", "true")
                        .with("from", next.map(LocalAddress::path).orElse(null)));
    }
}
