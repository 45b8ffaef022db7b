package org.externalmodels.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who calls. Nothing is stored: the secret of a session is made from its name, and its token says whose it is and until
 * when, so any sandbox knows what any other gave out.
 *
 * @param accessKeyId names the credentials
 * @param role assumed; empty for the one user that this account has
 * @param expires the end of a session
 */
record Principal(String accessKeyId, Optional<String> role, Instant expires) {
    static final String USER_KEY = "AKIASANDBOXUSER00001";
    static final String EXPIRED_USER_KEY = "AKIASANDBOXEXPIRED01";
    static final String USER_SECRET = "sandbox-secret-access-key";
    static final String USER_ARN = "arn:aws:iam::123456789012:user/sandbox";

    private static final String SESSION = "ASIA";
    private static final byte[] MINE = "the sandbox's own".getBytes(StandardCharsets.UTF_8);
    private static final int KEY_CHARACTERS = 16;

    static Principal session(String role, String sessionName, Instant expires) {
        String key = SESSION
                + HexFormat.of()
                        .withUpperCase()
                        .formatHex(Hashes.hmac(MINE, role + "/" + sessionName + "/" + expires))
                        .substring(0, KEY_CHARACTERS);
        return new Principal(key, Optional.of(role), expires);
    }

    /** The caller of this key and token; empty if they were not given out here. */
    static Optional<Principal> of(String accessKeyId, Optional<String> token) {
        if (accessKeyId.equals(USER_KEY) || accessKeyId.equals(EXPIRED_USER_KEY)) {
            boolean expired = accessKeyId.equals(EXPIRED_USER_KEY);
            return Optional.of(new Principal(accessKeyId, Optional.empty(), expired ? Instant.EPOCH : Instant.MAX));
        }
        return token.flatMap(Principal::read).filter(principal -> principal.accessKeyId.equals(accessKeyId));
    }

    String secret() {
        return role.isEmpty() ? USER_SECRET : Base64.getEncoder().encodeToString(Hashes.hmac(MINE, accessKeyId));
    }

    String token() {
        String claims = accessKeyId + "|" + role.orElseThrow() + "|" + expires;
        return encoded(claims.getBytes(StandardCharsets.UTF_8)) + "." + encoded(Hashes.hmac(MINE, claims));
    }

    private static Optional<Principal> read(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
            String[] said = claims.split("\\|", -1);
            var principal = new Principal(said[0], Optional.of(said[1]), Instant.parse(said[2]));
            return principal.token().equals(token) ? Optional.of(principal) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException notOurs) {
            return Optional.empty();
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    boolean isExpired() {
        return expires.isBefore(Instant.now());
    }

    @Override
    public String toString() {
        return accessKeyId;
    }
}
