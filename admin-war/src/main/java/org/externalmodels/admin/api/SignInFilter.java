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
import org.externalmodels.admin.token.BearerTokens;
import org.externalmodels.registry.access.Visit;
import org.externalmodels.registry.audit.SignIns;
import org.externalmodels.registry.start.Readiness;

/**
 * HTTP Basic and bearer tokens for the management API and the metrics, in a web application whose login method is the console's
 * form. Only the header counts: a browser's session does not carry over, so no other site can make the browser call the API.
 */
@WebFilter({"/api/*", MetricsServlet.PATH})
public class SignInFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic realm=\"External Models\", charset=\"UTF-8\"";

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
        if (!signedIn(request, response)) {
            return;
        }
        String user = request.getUserPrincipal().getName();
        noted(() -> signIns.api(user, request.getRemoteAddr()));
        try {
            proceed(request, response, chain);
        } finally {
            // The next request brings its own credentials. A token that was signed out would be of no use for it.
            if (!response.isCommitted() && !isToken(request)) {
                request.logout();
            }
        }
    }

    /** Signs in whom the header names, or answers why not. */
    private boolean signedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String authorization = request.getHeader("Authorization");
        Optional<BasicCredentials> credentials = BasicCredentials.of(authorization);
        if (credentials.isPresent()) {
            return byPassword(credentials.get(), request, response);
        }
        if (isToken(request)) {
            return byToken(request, response);
        }
        response.setHeader("WWW-Authenticate", BASIC);
        refuse(
                response,
                "Send a user and a password of this server with HTTP Basic authentication, or a bearer token of its"
                        + " OpenID provider.");
        return false;
    }

    private static boolean isToken(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private boolean byPassword(BasicCredentials credentials, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            if (request.getUserPrincipal() != null) {
                request.logout();
            }
            request.login(credentials.user(), credentials.password());
            return true;
        } catch (ServletException wrong) {
            noted(() -> signIns.refused(credentials.user(), "api"));
            response.setHeader("WWW-Authenticate", BASIC);
            refuse(response, "The user is unknown or the password is wrong.");
            return false;
        }
    }

    private boolean byToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (BearerTokens.signsIn(request, response)) {
            return true;
        }
        noted(() -> signIns.refused("(bearer token)", "api"));
        if (!response.isCommitted()) {
            visit.requestId().ifPresent(id -> response.setHeader(RequestIds.HEADER, id));
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"External Models\", error=\"invalid_token\"");
        refuse(
                response,
                "This server does not take the bearer token: it has expired, it is of another provider than the one that"
                        + " this server trusts, or none is set up.");
        return false;
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
        Problem.of(401, detail).write(response);
    }
}
