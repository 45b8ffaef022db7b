package org.externalmodels.admin.api;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.externalmodels.registry.access.Visit;
import org.externalmodels.registry.audit.SignIns;
import org.externalmodels.registry.start.Readiness;

/**
 * HTTP Basic for the management API and the metrics, in a web application whose login method is the console's form. Only the header
 * counts: a browser's session does not carry over, so no other site can make the browser call the API.
 */
@WebFilter({"/api/*", MetricsServlet.PATH})
public class SignInFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Readiness readiness;

    @Inject
    private transient Visit visit;

    @Inject
    private transient SignIns signIns;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String requestId = RequestIds.of(request);
        visit.from(request.getRemoteAddr(), requestId);
        response.setHeader(RequestIds.HEADER, requestId);
        Optional<BasicCredentials> credentials = BasicCredentials.of(request.getHeader("Authorization"));
        if (credentials.isEmpty()) {
            refuse(response, "Send a user and a password of this server with HTTP Basic authentication.");
            return;
        }
        try {
            if (request.getUserPrincipal() != null) {
                request.logout();
            }
            request.login(credentials.get().user(), credentials.get().password());
        } catch (ServletException wrong) {
            noted(() -> signIns.refused(credentials.get().user(), "api"));
            refuse(response, "The user is unknown or the password is wrong.");
            return;
        }
        noted(() -> signIns.api(credentials.get().user(), request.getRemoteAddr()));
        try {
            proceed(request, response, chain);
        } finally {
            // The next request brings its own credentials.
            if (!response.isCommitted()) {
                request.logout();
            }
        }
    }

    /** Nobody waits for a database that is known to be away. */
    private void noted(Runnable note) {
        if (readiness.obstacle().isEmpty()) {
            note.run();
        }
    }

    private void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // Whoever watches the server wants to see most when something is in the way.
        Optional<String> obstacle =
                request.getServletPath().equals(MetricsServlet.PATH) ? Optional.empty() : readiness.obstacle();
        if (obstacle.isPresent()) {
            response.setHeader("Retry-After", "5");
            Problem.of(503, obstacle.get()).write(response);
            return;
        }
        if (request.getContentLengthLong() > BodyLimit.LONGEST) {
            Problem.of(413, BodyLimit.refusal()).write(response);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void refuse(HttpServletResponse response, String detail) throws IOException {
        response.setHeader("WWW-Authenticate", "Basic realm=\"External Models\", charset=\"UTF-8\"");
        Problem.of(401, detail).write(response);
    }
}
