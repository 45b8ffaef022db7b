package org.externalmodels.admin.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.omnifaces.util.Servlets;

/** How pages are sent, and what browsers are told of every one. The policy for scripts and styles carries a nonce and is added with the page. */
@WebFilter(servletNames = "FacesServlet", urlPatterns = "/downloads/*")
public class PageFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int PAGE_BUFFER = 512 * 1024;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (!Servlets.isFacesResourceRequest(request)) {
            // After signing out the back button shows nothing.
            response.setHeader("Cache-Control", "no-store");
            // A page is sent only when it is whole, so that a failure in its middle still becomes a page that says so.
            response.setBufferSize(PAGE_BUFFER);
        }
        chain.doFilter(new PageNonce(request), response);
    }
}
