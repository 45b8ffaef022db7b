package org.externalmodels.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A request with a nonce that PrimeFaces takes. On a postback it fails without one, and with one that is not of its making or not
 * that of the page; but the page's own script adds it, and anybody can post a form without that.
 */
final class PageNonce extends HttpServletRequestWrapper {

    /** What PrimeFaces calls it, as a parameter and in the memory of a page. */
    static final String NAME = "primefaces.nonce";

    private final String posted;

    PageNonce(HttpServletRequest request) {
        super(request);
        posted = Optional.ofNullable(request.getParameter(NAME))
                .filter(PageNonce::isValid)
                .orElseGet(PageNonce::fresh);
    }

    /** The memory of a page is known only once Faces has found it. */
    @Override
    public String getParameter(String name) {
        return NAME.equals(name) ? remembered().orElse(posted) : super.getParameter(name);
    }

    private static Optional<String> remembered() {
        return Optional.ofNullable(FacesContext.getCurrentInstance())
                .map(FacesContext::getViewRoot)
                .map(page -> page.getViewMap(false))
                .map(memory -> (String) memory.get(NAME));
    }

    private static boolean isValid(String nonce) {
        try {
            UUID.fromString(new String(Base64.getDecoder().decode(nonce), UTF_8));
            return true;
        } catch (IllegalArgumentException foreign) {
            return false;
        }
    }

    private static String fresh() {
        return Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(UTF_8));
    }
}
