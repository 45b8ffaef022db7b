package org.externalmodels.admin.api;

import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses bodies that are too long. Those in chunks do not say so before they are read. */
@Provider
public class BodyLimit implements ReaderInterceptor {

    static final int LONGEST = 5_000_000;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(limited(context.getInputStream()));
        return context.proceed();
    }

    static InputStream limited(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new ApiException(413, refusal());
        }
        return new ByteArrayInputStream(bytes);
    }

    static String refusal() {
        return "A request has at most " + LONGEST + " bytes.";
    }
}
