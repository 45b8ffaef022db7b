package org.externalmodels.registry.profiles;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.definition.HttpUrl;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileSettings.KeyPlacement;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.json.JsonRecords;

/** What a profile must keep, told all at once. */
final class ProfileRules {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 2_000;
    /** As long as names in DNS are (RFC 1035). */
    private static final int LONGEST_HOST = 253;

    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Headers of the transport's own, and those that a token request has anyway. */
    private static final Set<String> RESERVED_HEADERS = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "expect");

    /** Fields of the grant itself (RFC 6749, RFC 7636). */
    private static final Set<String> RESERVED_FIELDS = Set.of(
            "grant_type",
            "client_id",
            "client_secret",
            "code",
            "code_verifier",
            "redirect_uri",
            "refresh_token",
            "scope");

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]*)}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");

    /** It becomes part of a host name. */
    private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    private final GivenProfile given;
    private final ProfileSettings settings;
    private final List<DefinitionProblem> problems = new ArrayList<>();

    private ProfileRules(GivenProfile given) {
        this.given = given;
        this.settings = given.settings();
    }

    static List<DefinitionProblem> of(GivenProfile given) {
        ProfileRules rules = new ProfileRules(given);
        rules.name();
        rules.members();
        rules.secrets();
        rules.apiKey();
        rules.oauth();
        rules.role();
        return rules.problems;
    }

    private void name() {
        String name = given.name();
        if (!DatabaseText.isName(name)) {
            problem("name", "has 1 to " + DatabaseText.LONGEST_NAME + " characters");
        } else if (CONTROL.matcher(name).find() || !DatabaseText.fits(name)) {
            problem("name", "has no control characters and no halves of characters");
        }
    }

    private void members() {
        JsonObject members = JsonRecords.write(settings);
        members.forEach((name, value) -> {
            boolean absent = value == JsonValue.NULL || (value instanceof JsonArray list && list.isEmpty());
            if (!absent && !name.equals("type") && !settings.type().members().contains(name)) {
                problem(name, "does not belong to a profile of type " + settings.type());
            }
        });
        for (String name : settings.type().required()) {
            if (members.isNull(name) || members.getString(name).isBlank()) {
                problem(name, "is required");
            }
        }
        for (String name : settings.type().members()) {
            if (members.get(name) instanceof JsonString text) {
                if (text.getString().length() > LONGEST_TEXT) {
                    problem(name, "has at most " + LONGEST_TEXT + " characters");
                } else if (CONTROL.matcher(text.getString()).find()) {
                    problem(name, "has no control characters");
                }
            }
        }
    }

    private void secrets() {
        given.secrets().forEach((name, secret) -> {
            if (!settings.type().secrets().contains(name)) {
                problem(name, "does not belong to a profile of type " + settings.type());
            } else if (!settings.type().isOAuth2()
                    && CONTROL.matcher(secret.reveal()).find()) {
                problem(name, "goes into a header or an address, so it has no line breaks and control characters");
            }
        });
        if (settings.type() == ProfileType.BASIC
                && settings.user() != null
                && settings.user().indexOf(':') >= 0) {
            problem("user", "has no colon (RFC 7617)");
        }
    }

    private void apiKey() {
        if (settings.type() != ProfileType.API_KEY
                || settings.placement() != KeyPlacement.HEADER
                || settings.parameter() == null) {
            return;
        }
        header("parameter", settings.parameter());
    }

    private void header(String field, String name) {
        if (!TOKEN.matcher(name).matches()) {
            problem(field, "is not the name of a header");
        } else if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            problem(field, name + " is set by the server itself");
        }
    }

    private void oauth() {
        if (!settings.type().isOAuth2()) {
            return;
        }
        url("tokenEndpoint", settings.tokenEndpoint(), settings.tokenUrl());
        if (settings.type().needsConsent()) {
            url(
                    "authorizationEndpoint",
                    settings.authorizationEndpoint(),
                    HttpUrl.parse(settings.authorizationEndpoint()));
        }
        fields();
        pathVariables();
    }

    private void url(String field, String text, Optional<URI> url) {
        if (text == null || text.isBlank()) {
            return;
        }
        if (url.isEmpty() || url.get().getRawFragment() != null) {
            problem(field, "is an absolute http or https URL without user, password and fragment");
        } else if (url.get().getHost().length() > LONGEST_HOST) {
            problem(field, "has a host name of at most " + LONGEST_HOST + " characters");
        }
    }

    private void fields() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < settings.fields().size(); i++) {
            ProfileField field = settings.fields().get(i);
            String at = "fields[" + i + "].";
            if (field.name().isBlank() || field.name().length() > LONGEST_NAME) {
                problem(at + "name", "has 1 to " + LONGEST_NAME + " characters");
            } else if (!seen.add(field.placement() + "/" + field.name().toLowerCase(Locale.ROOT))) {
                problem(at + "name", field.name() + " is there twice");
            } else if (field.placement() == Placement.HEADER) {
                header(at + "name", field.name());
                if (field.name().equalsIgnoreCase("authorization")) {
                    problem(at + "name", "the client proves itself there; choose another header");
                }
            } else if (field.placement() == Placement.BODY && RESERVED_FIELDS.contains(field.name())) {
                problem(at + "name", field.name() + " is a field of the grant itself");
            }
            value(at + "value", field);
        }
    }

    private void value(String at, ProfileField field) {
        String value = field.value();
        if (value == null || value.isEmpty()) {
            if (!field.secret()) {
                problem(at, "is required");
            }
        } else if (!field.secret() && value.equals(Secret.MASK)) {
            problem(at, "is the mask of a secret: give the value");
        } else if (field.placement() == Placement.HEADER
                && CONTROL.matcher(value).find()) {
            problem(at, "goes into a header, so it has no line breaks and control characters");
        } else if (field.placement() == Placement.PATH && (value.equals(".") || value.equals(".."))) {
            problem(at, "would change the path");
        }
    }

    /** Only the path has variables: a host in one would send the client's secret anywhere. */
    private void pathVariables() {
        if (settings.tokenUrl().isEmpty()) {
            return;
        }
        Set<String> placed = new HashSet<>();
        for (ProfileField field : settings.fields()) {
            if (field.placement() == Placement.PATH) {
                placed.add(field.name());
            }
        }
        Set<String> named = new HashSet<>();
        Matcher variables =
                VARIABLE.matcher(String.valueOf(settings.tokenUrl().get().getPath()));
        while (variables.find()) {
            named.add(variables.group(1));
        }
        String rest = VARIABLE.matcher(settings.tokenEndpoint()).replaceAll("");
        if (rest.contains("{")
                || rest.contains("}")
                || braced(settings.tokenUrl().get().getRawQuery())) {
            problem("tokenEndpoint", "has braces in its path only, each around the name of a field");
        }
        named.stream()
                .filter(name -> !placed.contains(name))
                .forEach(name -> problem("tokenEndpoint", "has {" + name + "}, which no field is placed into"));
        placed.stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> problem("fields", name + " is placed into the path, which has no {" + name + "}"));
    }

    private static boolean braced(String query) {
        return query != null && (query.contains("%7B") || query.contains("%7D"));
    }

    private void role() {
        if (settings.type() != ProfileType.AWS_ROLE) {
            return;
        }
        matches(
                "roleArn",
                settings.roleArn(),
                ROLE,
                "is the ARN of a role, such as arn:aws:iam::123456789012:role/name");
        matches("region", settings.region(), REGION, "is a region, such as eu-central-1");
        matches("stsRegion", settings.stsRegion(), REGION, "is a region, such as eu-central-1");
        matches("externalId", settings.externalId(), EXTERNAL_ID, "has 2 to 1224 letters, digits and +=,.@:/-_");
    }

    private void matches(String field, String text, Pattern pattern, String message) {
        if (text != null && !text.isBlank() && !pattern.matcher(text).matches()) {
            problem(field, message);
        }
    }

    private void problem(String field, String message) {
        problems.add(DefinitionProblem.of(field, message));
    }
}
