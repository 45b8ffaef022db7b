package org.externalmodels.connector.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.externalmodels.connector.transport.OutboundRequest.Header;

/**
 * AWS Signature Version 4 in headers. The SDK's signer always adds a hash of the body as one more signed header, so AWS'
 * published examples cannot be held against it; this one is held against both.
 *
 * @param region of the service
 * @param service its signing name
 */
record SignatureV4(String region, String service) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DATE = 8;

    /**
     * Signs a request.
     *
     * @param path as it is sent: it is encoded once more, as every service but S3 wants it
     * @param query as it is sent, {@code null} if there is none
     * @param signed the headers that go out and must not be changed on the way, host among them
     * @return what to send beside them
     */
    List<Header> sign(
            String method,
            String path,
            String query,
            List<Header> signed,
            byte[] body,
            AwsSession session,
            Instant now) {
        String time = TIME.format(now);
        List<Header> added = new ArrayList<>(3);
        added.add(new Header("X-Amz-Date", time));
        if (!session.token().isEmpty()) {
            added.add(new Header("X-Amz-Security-Token", session.token()));
        }
        SortedMap<String, String> headers = new TreeMap<>();
        add(signed, headers);
        add(added, headers);
        String names = String.join(";", headers.keySet());
        String canonical = CanonicalRequest.of(method, path, query, headers, hex(sha256(body)));
        String scope = time.substring(0, DATE) + "/" + region + "/" + service + "/aws4_request";
        String toSign =
                String.join("\n", ALGORITHM, time, scope, hex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        String signature = hex(hmac(key(session.secretAccessKey(), time.substring(0, DATE)), toSign));
        added.add(new Header(
                "Authorization",
                ALGORITHM + " Credential=" + session.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + signature));
        return added;
    }

    private static void add(List<Header> more, SortedMap<String, String> headers) {
        for (Header header : more) {
            headers.merge(
                    header.name().toLowerCase(Locale.ROOT),
                    header.value().strip().replaceAll(" +", " "),
                    (earlier, later) -> earlier + "," + later);
        }
    }

    private byte[] key(String secret, String date) {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String step : List.of(date, region, service, "aws4_request")) {
            key = hmac(key, step);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
