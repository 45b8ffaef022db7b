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
    @CsvSource({
        "connections[0].roleArn, 'Connection 1, IAM role ARN,'",
        "fields[1].value, 'Field 2, value,'",
        "tokenEndpoint, Token endpoint"
    })
    void countLinesAsPeopleDo(String field, String label) {
        assertThat(FieldNames.label(field)).isEqualTo(label);
    }
}
