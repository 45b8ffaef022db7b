package org.externalmodels.admin.inference;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A request whose body counts how often somebody asks for more of it than the request tells. */
final class WatchedBody extends HttpServletRequestWrapper {

    private final ServletInputStream watched;

    WatchedBody(HttpServletRequest request, AtomicInteger askedBehindTheEnd) throws IOException {
        super(request);
        watched = new Watched(request.getInputStream(), request.getContentLengthLong(), askedBehindTheEnd);
    }

    @Override
    public ServletInputStream getInputStream() {
        return watched;
    }

    private static final class Watched extends ServletInputStream {
        private final ServletInputStream body;
        private final AtomicInteger askedBehindTheEnd;
        private long left;

        Watched(ServletInputStream body, long length, AtomicInteger askedBehindTheEnd) {
            this.body = body;
            this.left = length;
            this.askedBehindTheEnd = askedBehindTheEnd;
        }

        @Override
        public boolean isReady() {
            if (left == 0) {
                askedBehindTheEnd.incrementAndGet();
            }
            return body.isReady();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = body.read(buffer, offset, length);
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
