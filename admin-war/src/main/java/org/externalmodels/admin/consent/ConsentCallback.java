package org.externalmodels.admin.consent;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.profiles.ProfileConsents;

/**
 * Takes code and state of whoever said yes (RFC 6749 section 4.1.2). Only for the user who began, signed in to the console
 * or with HTTP Basic: nobody can make another one's browser give an account away.
 */
@WebServlet("/oauth/callback")
public class ConsentCallback extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ProfileConsents consents;

    @Inject
    private transient PendingConsent pending;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (!isSignedIn(request)) {
            String here = request.getRequestURI() + "?" + request.getQueryString();
            response.sendRedirect(
                    request.getContextPath() + "/sign-in?from=" + URLEncoder.encode(here, StandardCharsets.UTF_8));
            return;
        }
        String state = request.getParameter("state");
        String code = request.getParameter("code");
        if (request.getParameter("error") != null) {
            answer(request, response, 422, refusal(request));
        } else if (state == null || code == null) {
            answer(request, response, 400, "The address lacks state or code.");
        } else {
            end(request, response, state, code);
        }
    }

    private void end(HttpServletRequest request, HttpServletResponse response, String state, String code)
            throws IOException {
        try {
            String profile = consents.end(state, code);
            answer(request, response, 200, "The authorization profile " + profile + " is configured.");
        } catch (RegistryException refused) {
            int status = refused.reason() == RegistryException.Reason.FORBIDDEN ? 403 : 422;
            answer(request, response, status, refused.getMessage());
        } catch (EJBAccessException | AccessLocalException forbidden) {
            answer(request, response, 403, "Your roles do not allow this.");
        } catch (EJBException failed) {
            log("An authorization could not be completed", failed);
            answer(request, response, 500, "Something went wrong on this server; its log has more.");
        }
    }

    /** Whoever came from a page of the console is led back there and told; a client of the API has no page. */
    private void answer(HttpServletRequest request, HttpServletResponse response, int status, String sentence)
            throws IOException {
        boolean given = status == HttpServletResponse.SC_OK;
        Optional<String> left = request.getSession(false) == null
                ? Optional.empty()
                : pending.end(new PendingConsent.Outcome(given, sentence));
        if (left.isPresent()) {
            String id = URLEncoder.encode(left.get(), StandardCharsets.UTF_8);
            response.sendRedirect(request.getContextPath() + "/profiles/view?id=" + id);
        } else {
            show(response, status, given ? "Authorized" : "Not authorized", sentence);
        }
    }

    /** A client of the API has no session. */
    private static boolean isSignedIn(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.startsWith("Basic ")) {
            return request.getUserPrincipal() != null;
        }
        try {
            String pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
            if (request.getUserPrincipal() == null) {
                request.login(pair.substring(0, Math.max(0, pair.indexOf(':'))), pair.substring(pair.indexOf(':') + 1));
            }
            return true;
        } catch (ServletException | IllegalArgumentException refused) {
            return false;
        }
    }

    private static String refusal(HttpServletRequest request) {
        String description = request.getParameter("error_description");
        return "The other side answered " + request.getParameter("error")
                + (description == null ? "." : ": " + description);
    }

    private static void show(HttpServletResponse response, int status, String title, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.getWriter()
                .write("<!DOCTYPE html><html lang=\"en\"><head><title>" + escaped(title) + "</title></head><body><h1>"
                        + escaped(title) + "</h1><p>" + escaped(text)
                        + "</p><p><a href=\"../\">External Models</a></p></body></html>");
    }

    /** Texts of others are texts, never markup. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
