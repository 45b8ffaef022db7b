package org.externalmodels.admin.inference;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.externalmodels.admin.token.BearerTokens;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.keys.KeyRing;
import org.externalmodels.registry.keys.KeyVerdict;

/**
 * Tells who calls: an application by its key, a token of its OpenID provider, or a user of the server's registry. Neither a session nor a cookie counts,
 * so no other site can make a browser call. Thread-safe.
 */
final class Doorkeeper {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";
    private static final Duration SOON = Duration.ofSeconds(2);

    private final KeyRing keys;
    private final Throttle throttle;

    Doorkeeper(KeyRing keys, Throttle throttle) {
        this.keys = keys;
        this.throttle = throttle;
    }

    /**
     * Identifies the caller.
     *
     * @throws Refusal with the status to answer
     */
    Caller identify(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String authorization =
                Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return user(request, authorization.substring(BASIC.length()));
        }
        String bearer = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
        String key = Optional.ofNullable(request.getHeader("x-api-key")).orElse(bearer);
        if (key == null || key.isBlank()) {
            throw Refusal.unauthorized("Send an application key as 'Authorization: Bearer …' or 'x-api-key',"
                    + " or a user of this server by HTTP Basic authentication.");
        }
        if (key.equals(bearer) && isTokenOfTheServers(request)) {
            return allowed(request);
        }
        if (key.equals(bearer) && BearerTokens.looksLikeOne(bearer)) {
            return user(request, response);
        }
        return application(request, key.strip());
    }

    private Caller application(HttpServletRequest request, String key) {
        KeyVerdict verdict = keys.check(key);
        if (verdict instanceof KeyVerdict.Accepted accepted) {
            return Caller.application(accepted.name(), accepted.scope());
        }
        if (verdict instanceof KeyVerdict.NotLoaded) {
            throw Refusal.later(
                    503,
                    "keys_not_loaded",
                    "This server cannot look this application key up at the moment. Try again.",
                    SOON);
        }
        Throttle.Guesser guesser = Throttle.Guesser.ofKey(request.getRemoteAddr());
        refuseGuesses(guesser);
        throttle.failed(guesser);
        throw Refusal.unauthorized(
                verdict instanceof KeyVerdict.Refused refused
                        ? refused.why()
                        : "There is no such application key on this server.");
    }

    /** Nobody guesses a token, so that one which has expired is held against no address. */
    private static Caller user(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!BearerTokens.signsIn(request, response)) {
            throw Refusal.unauthorized(
                    "This server does not take the bearer token: it has expired, it is of another provider than the one that"
                            + " this server trusts, or none is set up.");
        }
        return allowed(request);
    }

    private Caller user(HttpServletRequest request, String encoded) {
        String pair = decoded(encoded);
        int colon = pair.indexOf(':');
        String user = pair.substring(0, Math.max(colon, 0));
        Throttle.Guesser guesser = Throttle.Guesser.ofPassword(request.getRemoteAddr(), user);
        // Before the password is looked at: unlike a key it can be guessed.
        refuseGuesses(guesser);
        try {
            if (request.getUserPrincipal() != null) {
                request.logout();
            }
            request.login(user, pair.substring(colon + 1));
        } catch (ServletException wrong) {
            throttle.failed(guesser);
            throw Refusal.unauthorized("The user is unknown or the password is wrong.");
        }
        try {
            return allowed(request);
        } finally {
            signOut(request);
        }
    }

    private static Caller allowed(HttpServletRequest request) {
        if (!request.isUserInRole(Role.CALLER) && !request.isUserInRole(Role.ADMIN)) {
            throw Refusal.forbidden("Your roles do not allow to call models; it takes caller or admin.");
        }
        return Caller.user(request.getUserPrincipal().getName());
    }

    /** The server itself takes tokens of its OpenID provider, where it is set up so, before the application sees the request. */
    private static boolean isTokenOfTheServers(HttpServletRequest request) {
        return request.getUserPrincipal() != null && request.getRequestedSessionId() == null;
    }

    /** The next request brings its own credentials, and no cookie may bring these. */
    private static void signOut(HttpServletRequest request) {
        try {
            request.logout();
        } catch (ServletException failed) {
            throw new IllegalStateException("Signing out failed", failed);
        }
    }

    private void refuseGuesses(Throttle.Guesser guesser) {
        Optional<Duration> wait = throttle.wait(guesser);
        if (wait.isPresent()) {
            throw Refusal.later(
                    429, "too_many_failures", "Too many wrong keys or passwords came from your address.", wait.get());
        }
    }

    private static String decoded(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.unauthorized("The Authorization header is not that of HTTP Basic authentication.");
        }
    }
}
