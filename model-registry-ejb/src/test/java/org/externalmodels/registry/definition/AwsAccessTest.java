package org.externalmodels.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.externalmodels.inference.spi.DefinitionProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsAccessTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/models";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-east-1",
                "ap-southeast-2",
                "us-gov-west-1",
                "cn-northwest-1",
                "us-isob-east-1",
                "eu-isoe-west-1",
                "eusc-de-east-1"
            })
    void takesRegionsAsAwsNamesThem(String region) {
        AwsAccess access = new AwsAccess(ROLE, region, region, null);

        assertThat(access.problems()).isEmpty();
        assertThat(access.endpoint())
                .hasValueSatisfying(address -> assertThat(address).contains("." + region + "."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eu-centrall",
                "eu-central",
                "eucentral-1",
                "eu-central1",
                "eu-1",
                "EU-central-1",
                "eu-central-1.evil.example"
            })
    void refusesWhatLooksLikeNoRegionAndSaysWhatOneLooksLike(String region) {
        AwsAccess access = new AwsAccess(ROLE, region, region, null);

        assertThat(access.problems()).extracting(DefinitionProblem::field).containsExactly("region", "stsRegion");
        assertThat(access.problems())
                .allSatisfy(problem -> assertThat(problem.message()).endsWith("such as eu-central-1"));
        assertThat(access.endpoint()).isEmpty();
    }
}
