package org.externalmodels.admin.console;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.externalmodels.registry.access.Visit;
import org.omnifaces.util.Servlets;

/**
 * Leads whoever is not signed in to the sign-in page, and back from there. A security constraint of web.xml could do that
 * for pages, but not for the partial requests of a page whose session has ended, and servers keep what was posted, API keys
 * included, in a cookie meanwhile.
 */
@WebFilter(servletNames = "FacesServlet", urlPatterns = "/downloads/*")
public class SignInFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/sign-in";

    /** The attribute of a request that has the address to go on at: servers do not tell an error page of a query. */
    static final String WANTED = SignInFilter.class.getName() + ".wanted";

    @Inject
    private transient SignedInUser user;

    @Inject
    private transient Visit visit;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        visit.from(request.getRemoteAddr(), UUID.randomUUID().toString());
        request.setAttribute(WANTED, wanted(request));
        if (isPublic(request)) {
            chain.doFilter(request, response);
        } else if (!user.isSignedIn()) {
            Servlets.facesRedirect(request, response, request.getContextPath() + PAGE + "?from=%s", wanted(request));
        } else if (!user.isWelcome()) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isPublic(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(PAGE) || path.equals(PAGE + ".xhtml") || Servlets.isFacesResourceRequest(request);
    }

    /** What was posted is gone, but the page that posted it can be opened again. */
    private static String wanted(HttpServletRequest request) {
        if (request.getMethod().equals("GET")) {
            String query = request.getQueryString();
            return request.getRequestURI() + (query == null ? "" : "?" + query);
        }
        return Optional.ofNullable(request.getHeader("Referer"))
                .map(SignInFilter::pathAndQuery)
                .flatMap(LocalAddress::of)
                .map(LocalAddress::path)
                .orElse(request.getRequestURI());
    }

    private static String pathAndQuery(String address) {
        try {
            URI page = URI.create(address);
            return page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery());
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
