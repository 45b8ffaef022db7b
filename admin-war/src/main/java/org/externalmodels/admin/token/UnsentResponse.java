package org.externalmodels.admin.token;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * Keeps from the client what a server would answer by itself to whoever is not signed in: a way to a page, and cookies. Who
 * asked it answers in words of its own, and keeps no sessions.
 */
final class UnsentResponse extends HttpServletResponseWrapper {

    UnsentResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void setStatus(int status) {
        // The API sets its own.
    }

    @Override
    public void sendError(int status) {
        // Nor is this sent.
    }

    @Override
    public void sendError(int status, String message) {
        // Nor is this sent.
    }

    @Override
    public void sendRedirect(String location) {
        // A client of the API has no use for a page.
    }

    @Override
    public void addCookie(Cookie cookie) {
        // The next request brings its own credentials.
    }

    @Override
    public void setHeader(String name, String value) {
        // Headers of an answer that is not sent.
    }

    @Override
    public void addHeader(String name, String value) {
        // Headers of an answer that is not sent.
    }

    @Override
    public void setIntHeader(String name, int value) {
        // Headers of an answer that is not sent.
    }

    @Override
    public void addIntHeader(String name, int value) {
        // Headers of an answer that is not sent.
    }

    @Override
    public void setDateHeader(String name, long value) {
        // Headers of an answer that is not sent.
    }

    @Override
    public void addDateHeader(String name, long value) {
        // Headers of an answer that is not sent.
    }

    @Override
    public void setContentType(String type) {
        // Headers of an answer that is not sent.
    }

    @Override
    public void setContentLength(int length) {
        // Headers of an answer that is not sent.
    }

    @Override
    public void setContentLengthLong(long length) {
        // Headers of an answer that is not sent.
    }

    @Override
    public void flushBuffer() {
        // There is nothing to send.
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("Nothing is written asynchronously here");
            }

            @Override
            public void write(int octet) {
                // There is nobody to read it.
            }
        };
    }

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8);
    }
}
