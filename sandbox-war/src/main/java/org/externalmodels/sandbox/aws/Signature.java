package org.externalmodels.sandbox.aws;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.externalmodels.sandbox.wire.Call;

/** Checks Signature Version 4 as AWS does: it computes the signature again. */
final class Signature {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 +Credential=([^/, ]+)/(\\d{8})/([^/, ]+)/([^/, ]+)/aws4_request, *"
                    + "SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int BAD = 403;

    private final Call call;
    private final String service;

    private Signature(Call call, String service) {
        this.call = call;
        this.service = service;
    }

    /** Who signed the call, and for which region. */
    record Signed(Principal principal, String region) {}

    static Signed check(Call call, String service) {
        return new Signature(call, service).check();
    }

    private Signed check() {
        String header = call.header("Authorization")
                .orElseThrow(
                        () -> new AwsError(BAD, "MissingAuthenticationTokenException", "Missing Authentication Token"));
        Matcher parts = AUTHORIZATION.matcher(header.strip());
        if (!parts.matches()) {
            throw new AwsError(
                    400,
                    "IncompleteSignatureException",
                    "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                            + " parameter. Authorization header requires 'SignedHeaders' parameter.");
        }
        Principal principal = Principal.of(parts.group(1), call.header("X-Amz-Security-Token"))
                .orElseThrow(() -> new AwsError(
                        BAD, "UnrecognizedClientException", "The security token included in the request is invalid."));
        String time = call.header("X-Amz-Date").orElse("");
        checkTime(time, parts.group(2));
        if (!parts.group(4).equals(service)) {
            throw mismatch("Credential should be scoped to correct service: '" + service + "'. ");
        }
        if (!isSigned(parts, principal, time)) {
            throw mismatch("The request signature we calculated does not match the signature you provided. Check your"
                    + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
        if (principal.isExpired()) {
            throw new AwsError(BAD, "ExpiredTokenException", "The security token included in the request is expired");
        }
        return new Signed(principal, parts.group(3));
    }

    private static void checkTime(String time, String day) {
        Instant signed;
        try {
            signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            throw mismatch("Date must be in ISO-8601 'basic format'. Got '" + time + "'.");
        }
        Instant now = Instant.now();
        String clock = TIME.withZone(ZoneOffset.UTC).format(now);
        if (signed.isBefore(now.minus(TOLERANCE))) {
            String oldest = TIME.withZone(ZoneOffset.UTC).format(now.minus(TOLERANCE));
            throw mismatch(
                    "Signature expired: " + time + " is now earlier than " + oldest + " (" + clock + " - 5 min.)");
        }
        if (signed.isAfter(now.plus(TOLERANCE))) {
            String newest = TIME.withZone(ZoneOffset.UTC).format(now.plus(TOLERANCE));
            throw mismatch("Signature not yet current: " + time + " is still later than " + newest + " (" + clock
                    + " + 5 min.)");
        }
        if (!time.startsWith(day)) {
            throw mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + day + "' != '" + time + "', from '" + time + "'.");
        }
    }

    private static AwsError mismatch(String message) {
        return new AwsError(BAD, "InvalidSignatureException", message);
    }

    private boolean isSigned(Matcher parts, Principal principal, String time) {
        List<String> names = List.of(parts.group(5).split(";", -1));
        if (!names.contains("host") || !names.contains("x-amz-date")) {
            return false;
        }
        String scope = parts.group(2) + "/" + parts.group(3) + "/" + parts.group(4) + "/aws4_request";
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n"
                + Hashes.sha256(canonical(names).getBytes(StandardCharsets.UTF_8));
        byte[] key = ("AWS4" + principal.secret()).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/", -1)) {
            key = Hashes.hmac(key, step);
        }
        String expected = HexFormat.of().formatHex(Hashes.hmac(key, toSign));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), parts.group(6).getBytes(StandardCharsets.US_ASCII));
    }

    private String canonical(List<String> names) {
        String headers = names.stream()
                .map(name -> name + ":"
                        + call.headers().getOrDefault(name, List.of()).stream()
                                .map(value -> value.strip().replaceAll(" +", " "))
                                .collect(Collectors.joining(","))
                        + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n", call.method(), path(), query(), headers, String.join(";", names), Hashes.sha256(call.body()));
    }

    /** Encoded once more than it was sent, as every service but S3 has it. */
    private String path() {
        var segments = new ArrayList<String>();
        for (String segment : call.sentTo().split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(encoded(segment));
            }
        }
        String joined = "/" + String.join("/", segments);
        return call.sentTo().endsWith("/") && !segments.isEmpty() ? joined + "/" : joined;
    }

    private String query() {
        Map<String, List<String>> values = new TreeMap<>();
        if (!call.rawQuery().isEmpty()) {
            for (String field : call.rawQuery().split("&", -1)) {
                String[] sides = field.split("=", 2);
                values.computeIfAbsent(recoded(sides[0]), first -> new ArrayList<>())
                        .add(sides.length == 2 ? recoded(sides[1]) : "");
            }
        }
        return values.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().sorted().map(value -> entry.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
    }

    private static String recoded(String text) {
        return encoded(URLDecoder.decode(text, StandardCharsets.UTF_8));
    }

    /** RFC 3986: a form's encoding differs in three characters. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
