package org.externalmodels.registry.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.DefinitionProblem;

/**
 * How a connection gets at models of Amazon Bedrock. Each may be {@code null}.
 *
 * @param roleArn the role to assume; without one the connection has a key of Bedrock's
 * @param region of the model
 * @param stsRegion of the token service, that of the role's own endpoint if {@code null}
 * @param externalId agreed with the owner of the role; it is no secret
 */
public record AwsAccess(String roleArn, String region, String stsRegion, String externalId) {

    /** A connection that has nothing to do with AWS. */
    public static final AwsAccess NONE = new AwsAccess(null, null, null, null);

    /** A region as AWS names it, also {@code us-gov-west-1} and {@code eusc-de-east-1}; part of a host name. */
    public static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,12}){1,2}-[0-9]{1,2}");

    public static final String NO_REGION =
            "must be a region of AWS, words and a number with hyphens between them, such as eu-central-1";

    private static final Pattern ROLE =
            Pattern.compile("arn:(aws|aws-cn|aws-us-gov):iam::[0-9]{12}:role/[\\w+=,.@/-]{1,512}");
    /** As AssumeRole takes it. */
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

    public AwsAccess {
        roleArn = given(roleArn);
        region = given(region);
        stsRegion = given(stsRegion);
        externalId = given(externalId);
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What is wrong with it, field by field. */
    public List<DefinitionProblem> problems() {
        List<DefinitionProblem> problems = new ArrayList<>();
        pattern(
                "roleArn",
                roleArn,
                ROLE,
                "must be the ARN of a role, such as arn:aws:iam::123456789012:role/name",
                problems);
        pattern("region", region, REGION, NO_REGION, problems);
        pattern("stsRegion", stsRegion, REGION, NO_REGION, problems);
        pattern(
                "externalId",
                externalId,
                EXTERNAL_ID,
                "must have 2 to 1224 letters, digits and + = , . @ : / -",
                problems);
        if (roleArn != null && region == null) {
            problems.add(DefinitionProblem.of("region", "is required with a role"));
        }
        if (roleArn == null && (stsRegion != null || externalId != null)) {
            problems.add(DefinitionProblem.of("roleArn", "is required with an STS region or an external id"));
        }
        return problems;
    }

    private static void pattern(
            String field, String text, Pattern pattern, String message, List<DefinitionProblem> problems) {
        if (text != null && !pattern.matcher(text).matches()) {
            problems.add(DefinitionProblem.of(field, message));
        }
    }

    /** Where calls of the region go; empty as long as it is none. */
    public Optional<String> endpoint() {
        return Optional.ofNullable(region)
                .filter(name -> REGION.matcher(name).matches())
                .map(name ->
                        "https://bedrock-runtime." + name + ".amazonaws.com" + (name.startsWith("cn-") ? ".cn" : ""));
    }

    /** The region of the token service: the one given, or the first of the role's partition, where its endpoint is. */
    public Optional<String> tokenServiceRegion() {
        if (stsRegion != null || roleArn == null) {
            return Optional.ofNullable(stsRegion);
        }
        Matcher role = ROLE.matcher(roleArn);
        String partition = role.matches() ? role.group(1) : "aws";
        return Optional.of(
                switch (partition) {
                    case "aws-cn" -> "cn-north-1";
                    case "aws-us-gov" -> "us-gov-west-1";
                    default -> "us-east-1";
                });
    }

    /** What calls prove themselves with; empty without a role. */
    public Optional<Authentication> authentication() {
        return roleArn == null || region == null
                ? Optional.empty()
                : Optional.of(new Authentication.AwsRole(
                        roleArn, region, tokenServiceRegion(), Optional.ofNullable(externalId)));
    }
}
