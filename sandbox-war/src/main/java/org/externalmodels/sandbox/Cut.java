package org.externalmodels.sandbox;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Breaks a connection in the middle of an answer. The Servlet API has no call for it; what containers do agree on is
 * that a failure after the head was sent leaves them no way to end the message properly.
 */
final class Cut {
    private static final String MARK = Cut.class.getName();

    private Cut() {}

    static IOException failureOf(HttpServletRequest request) {
        return new IOException("cut on request: " + request.getRequestURI());
    }

    /** The failure has to come out of the servlet, so the request goes through it once more. */
    static void after(AsyncContext context) {
        context.getRequest().setAttribute(MARK, true);
        context.dispatch();
    }

    static boolean isDue(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }
}
