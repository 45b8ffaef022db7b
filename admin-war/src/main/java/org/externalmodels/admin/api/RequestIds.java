package org.externalmodels.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a request is called in the audit log: as its sender says, so that logs of both sides can be joined, or by chance. */
final class RequestIds {

    static final String HEADER = "X-Request-Id";
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestIds() {}

    static String of(HttpServletRequest request) {
        return of(request.getHeader(HEADER));
    }

    static String of(String given) {
        return given != null && USABLE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
