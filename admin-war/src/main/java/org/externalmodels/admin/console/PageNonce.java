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

    private final String fresh = fresh();

    PageNonce(HttpServletRequest request) {
        super(request);
    }

    /** Not before Faces asks: it says how what was posted is encoded, and only then finds the memory of the page. */
    @Override
    public String getParameter(String name) {
        String given = super.getParameter(name);
        return NAME.equals(name) ? remembered().orElse(given != null && isValid(given) ? given : fresh) : given;
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
