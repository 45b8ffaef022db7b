package org.externalmodels.sandbox.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.WireFormat;

/**
 * AWS' token service, its query protocol and the one action AssumeRole. The role's name says how it is made: {@code
 * untrusting} trusts nobody, {@code external} at its end wants the external id {@code sandbox-external-id}, {@code
 * lives-3s} gives credentials for three seconds. Regions with {@code disabled-} in their name are.
 */
public final class SecurityTokenService implements WireFormat {
    private static final String XML = "text/xml";
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final String EXTERNAL_ID = "sandbox-external-id";
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/([\\w+=,.@/-]{1,512})");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern LIFETIME = Pattern.compile("lives-(\\d{1,5})s");
    private static final int SHORTEST = 900;
    private static final int LONGEST = 43_200;

    private final AtomicLong requests = new AtomicLong();

    @Override
    public String root() {
        return "sts";
    }

    @Override
    public Answer answer(Call call) {
        try {
            return xml(200, assumeRole(call));
        } catch (AwsError error) {
            return refusal(error);
        }
    }

    @Override
    public Answer error(int status, String message) {
        return refusal(new AwsError(
                status, status == 429 ? "Throttling" : status >= 500 ? "InternalFailure" : "ValidationError", message));
    }

    private String assumeRole(Call call) {
        if (!call.method().equals("POST")) {
            throw new AwsError(302, "Found", "https://aws.amazon.com/iam");
        }
        Map<String, String> form = form(call);
        if (!"2011-06-15".equals(form.get("Version")) || !"AssumeRole".equals(form.get("Action"))) {
            throw new AwsError(
                    400,
                    "InvalidAction",
                    "Could not find operation " + form.get("Action") + " for version " + form.get("Version"));
        }
        Signature.Signed signed = signature(call);
        if (signed.region().contains("disabled-")) {
            throw new AwsError(
                    403,
                    "RegionDisabledException",
                    "STS is not activated in this region for account:123456789012. Your account administrator can"
                            + " activate STS in this region using the IAM Console.");
        }
        String arn = matching(form, "RoleArn", ROLE).group();
        String sessionName = matching(form, "RoleSessionName", SESSION_NAME).group();
        if (arn.contains("untrusting") || (arn.endsWith("external") && !EXTERNAL_ID.equals(form.get("ExternalId")))) {
            throw new AwsError(
                    403,
                    "AccessDenied",
                    "User: " + Principal.USER_ARN + " is not authorized to perform: sts:AssumeRole on resource: "
                            + arn);
        }
        Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(lifetime(arn, form));
        return granted(arn, sessionName, Principal.session(arn, sessionName, expires));
    }

    /** The token service has names of its own for what is wrong with a signature. */
    private static Signature.Signed signature(Call call) {
        try {
            return Signature.check(call, "sts");
        } catch (AwsError error) {
            throw switch (error.code()) {
                case "InvalidSignatureException" -> new AwsError(403, "SignatureDoesNotMatch", error.getMessage());
                case "UnrecognizedClientException" ->
                    new AwsError(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
                case "ExpiredTokenException" -> new AwsError(403, "ExpiredToken", error.getMessage());
                case "MissingAuthenticationTokenException" ->
                    new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
                default -> new AwsError(400, "IncompleteSignature", error.getMessage());
            };
        }
    }

    private static long lifetime(String arn, Map<String, String> form) {
        Matcher made = LIFETIME.matcher(arn);
        if (made.find()) {
            return Long.parseLong(made.group(1));
        }
        String wanted = form.getOrDefault("DurationSeconds", "3600");
        if (!wanted.matches("\\d{1,6}") || Integer.parseInt(wanted) < SHORTEST || Integer.parseInt(wanted) > LONGEST) {
            throw invalid("DurationSeconds", wanted, "Member must have value between " + SHORTEST + " and " + LONGEST);
        }
        return Long.parseLong(wanted);
    }

    private static Matcher matching(Map<String, String> form, String name, Pattern pattern) {
        String value = form.get(name);
        Matcher matcher = pattern.matcher(String.valueOf(value));
        if (value == null || !matcher.matches()) {
            throw value != null && name.equals("RoleArn")
                    ? new AwsError(400, "ValidationError", value + " is invalid")
                    : invalid(name, value, "Member must " + (value == null ? "not be null" : "satisfy " + pattern));
        }
        return matcher;
    }

    private static AwsError invalid(String name, String value, String constraint) {
        String field = name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1);
        return new AwsError(
                400,
                "ValidationError",
                "1 validation error detected: Value " + (value == null ? "null" : "'" + value + "'") + " at '" + field
                        + "' failed to satisfy constraint: " + constraint);
    }

    private static Map<String, String> form(Call call) {
        Map<String, String> form = new TreeMap<>();
        for (String field : new String(call.body(), StandardCharsets.UTF_8).split("&", -1)) {
            String[] sides = field.split("=", 2);
            form.put(
                    URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
                    sides.length < 2 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private String granted(String arn, String sessionName, Principal session) {
        String assumed = arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + sessionName;
        return """
                <AssumeRoleResponse xmlns="%s">
                  <AssumeRoleResult>
                    <AssumedRoleUser>
                      <AssumedRoleId>AROASANDBOX:%s</AssumedRoleId>
                      <Arn>%s</Arn>
                    </AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>%s</AccessKeyId>
                      <SecretAccessKey>%s</SecretAccessKey>
                      <SessionToken>%s</SessionToken>
                      <Expiration>%s</Expiration>
                    </Credentials>
                  </AssumeRoleResult>
                  <ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>
                </AssumeRoleResponse>
                """.formatted(
                        NAMESPACE,
                        escaped(sessionName),
                        escaped(assumed),
                        session.accessKeyId(),
                        session.secret(),
                        session.token(),
                        session.expires(),
                        requestId());
    }

    private Answer refusal(AwsError error) {
        return xml(error.status(), """
                <ErrorResponse xmlns="%s">
                  <Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error>
                  <RequestId>%s</RequestId>
                </ErrorResponse>
                """.formatted(
                        NAMESPACE,
                        error.status() >= 500 ? "Receiver" : "Sender",
                        error.code(),
                        escaped(Optional.ofNullable(error.getMessage()).orElse("")),
                        requestId()));
    }

    private String requestId() {
        return "00000000-0000-4000-8000-%012d".formatted(requests.incrementAndGet());
    }

    private static Answer xml(int status, String document) {
        return Answer.of(status, XML, document.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
