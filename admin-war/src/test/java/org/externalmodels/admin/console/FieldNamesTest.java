package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNamesTest {

    @ParameterizedTest
    @CsvSource({
        "providerModel, Provider's model name",
        "headers[X-Team].value, 'Header X-Team, value'",
        "headers[X-Team], Header X-Team",
        "variables[prompt].default, 'Variable prompt, default value'",
        "paths.output, Output path",
        "somethingNew, somethingNew"
    })
    void tellAFieldInWhichTwoDefinitionsDiffer(String field, String label) {
        assertThat(FieldNames.ofChange(field)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the answer has nothing at paths.output, which is paths.text; it begins: {} | the answer has nothing at 'Output path', which is paths.text; it begins: {}",
                "streaming needs the JSON path paths.delta in the definition | streaming needs the JSON path 'Stream path' in the definition",
                "the provider answered 400: no apiKey | the provider answered 400: no apiKey"
            })
    void standInAFailure(String message, String shown) {
        assertThat(FieldNames.inFailure(message)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "is required with stsRegion or externalId, is required with STS region or external id",
        "needs the address of the resource as its baseUrl, needs the address of the resource as its base URL"
    })
    void standInAProblemOfAnotherField(String message, String shown) {
        assertThat(FieldNames.inProblem(message)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "connections[0].roleArn, IAM role ARN",
        "connections[0].name, Connection name",
        "connections[1].baseUrl, Base URL of connection 2",
        "fields[1].value, Value of field 2",
        "variables[0].displayName, Display name of variable 1",
        "tokenEndpoint, Token endpoint"
    })
    void areWhatPagesCallTheirFields(String field, String label) {
        assertThat(FieldNames.label(field)).isEqualTo(label);
    }
}
