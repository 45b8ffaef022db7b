package org.externalmodels.samples.claims;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Gives an answer as a page to a browser. */
@Provider
@Produces(MediaType.TEXT_HTML)
public class ClaimPageWriter implements MessageBodyWriter<ClaimAnswer> {

    @Context
    private UriInfo address;

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return ClaimAnswer.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            ClaimAnswer answer,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        String claim = address.getQueryParameters().getFirst("claim");
        String page = ClaimPage.html(
                address.getBaseUri().getPath(), Objects.requireNonNullElse(claim, Claim.EXAMPLE), answer);
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/html; charset=UTF-8");
        headers.putSingle(
                "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'");
        body.write(page.getBytes(StandardCharsets.UTF_8));
    }
}
