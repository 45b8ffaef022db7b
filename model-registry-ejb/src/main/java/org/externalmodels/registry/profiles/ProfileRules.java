package org.externalmodels.registry.profiles;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.NameRule;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileSettings.KeyPlacement;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.definition.ProfileType.Slot;
import org.externalmodels.registry.json.JsonRecords;

/** What a profile must keep, told all at once. */
final class ProfileRules {

    private static final int LONGEST_TEXT = 2_000;

    /** The same as of a connection's key. */
    static final int LONGEST_SECRET = 10_000;

    private static final int MOST_ORIGINS = 1_000;

    static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");

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
        if (rules.settings.type().isOAuth2()) {
            new TokenRequestRules(rules.settings, rules.problems).check();
        }
        rules.role();
        rules.origins();
        return rules.problems;
    }

    private void name() {
        NameRule.problem(given.name()).ifPresent(message -> problem("name", message));
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
                    problem(name, "must have at most " + LONGEST_TEXT + " characters");
                } else if (CONTROL.matcher(text.getString()).find()) {
                    problem(name, "must have no control characters");
                }
            }
        }
    }

    private void secrets() {
        given.secrets().forEach((name, secret) -> {
            if (!settings.type().secrets().contains(name)) {
                problem(name, "does not belong to a profile of type " + settings.type());
            } else if (secret.reveal().length() > LONGEST_SECRET) {
                problem(name, "must have at most " + LONGEST_SECRET + " characters");
            } else if (!settings.type().isOAuth2()
                    && CONTROL.matcher(secret.reveal()).find()) {
                problem(name, "goes into a header or an address, so it has no line breaks and control characters");
            } else if (goesAsItIs(name) && !TokenRequestRules.fitsHeader(secret.reveal())) {
                problem(name, "goes into a header, so it has characters of ISO 8859-1 only");
            }
        });
        if (settings.type() == ProfileType.BASIC
                && settings.user() != null
                && settings.user().indexOf(':') >= 0) {
            problem("user", "must have no colon (RFC 7617)");
        }
    }

    /** Passwords and clients' secrets are encoded, and a key in the query is. */
    private boolean goesAsItIs(String secret) {
        return secret.equals(Slot.TOKEN) || (secret.equals(Slot.KEY) && settings.placement() == KeyPlacement.HEADER);
    }

    private void apiKey() {
        if (settings.type() != ProfileType.API_KEY
                || settings.placement() != KeyPlacement.HEADER
                || settings.parameter() == null) {
            return;
        }
        TokenRequestRules.header("parameter", settings.parameter(), problems);
    }

    private void role() {
        if (settings.type() != ProfileType.AWS_ROLE) {
            return;
        }
        matches(
                "roleArn",
                settings.roleArn(),
                ROLE,
                "must be the ARN of a role, such as arn:aws:iam::123456789012:role/name");
        matches("region", settings.region(), AwsAccess.REGION, AwsAccess.NO_REGION);
        matches("stsRegion", settings.stsRegion(), AwsAccess.REGION, AwsAccess.NO_REGION);
        matches("externalId", settings.externalId(), EXTERNAL_ID, "must have 2 to 1224 letters, digits and +=,.@:/-_");
    }

    private void origins() {
        if (given.origins().filter(all -> all.size() > MOST_ORIGINS).isPresent()) {
            problem("origins", "must be at most " + MOST_ORIGINS);
        }
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
