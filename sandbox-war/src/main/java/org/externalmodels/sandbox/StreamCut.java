package org.externalmodels.sandbox;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * How a stream is cut. The Servlet API has no call that breaks a connection. Every container breaks one that it was told to
 * close when an answer ends before its declared length, which is how whole bodies are cut, but a stream declares none.
 */
public enum StreamCut {
    /** Declares a length all the same, so the stream is not chunked. Works in every container. */
    DECLARED_LENGTH {
        @Override
        void prepare(HttpServletResponse response, long length) {
            closeAfter(response);
            response.setContentLengthLong(length + 1);
        }

        @Override
        void sever(HttpServletRequest request) {}

        @Override
        void sever(AsyncContext context) {
            context.complete();
        }
    },

    /**
     * Lets the servlet fail, so the chunked body stays without its last chunk. For containers that give up the
     * connection then, such as Jetty; others write their error page into the body.
     */
    SERVLET_FAILURE {
        @Override
        void prepare(HttpServletResponse response, long length) {}

        @Override
        void sever(HttpServletRequest request) throws IOException {
            throw new IOException("cut on request: " + request.getRequestURI());
        }

        /** The failure has to come out of the servlet, so the request goes through it once more. */
        @Override
        void sever(AsyncContext context) {
            context.getRequest().setAttribute(DUE, true);
            context.dispatch();
        }
    };

    private static final String DUE = StreamCut.class.getName();

    abstract void prepare(HttpServletResponse response, long length);

    abstract void sever(HttpServletRequest request) throws IOException;

    abstract void sever(AsyncContext context);

    /** Payara would keep the connection for a next request, whatever is missing of this answer. */
    static void closeAfter(HttpServletResponse response) {
        response.setHeader("Connection", "close");
    }

    static boolean isDue(HttpServletRequest request) {
        return request.getAttribute(DUE) != null;
    }
}
