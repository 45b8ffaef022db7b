package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerSchemaTest {

    private static final AnswerSchema CLAIM = new AnswerSchema(Json.read("""
            {"type": "object", "required": ["severity", "place"], "additionalProperties": false, "properties": {
              "severity": {"type": "integer"}, "note": {"type": ["string", "null"]}, "sure": {"type": "number"}, "any": true,
              "place": {"type": "object", "required": ["town"], "properties": {"town": {"type": "string"}}},
              "parts": {"type": "array", "items": {"type": "string"}}, "odd": {"type": "unheard-of"}}}
            """).asJsonObject());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'severity': 3, 'place': {'town': 'Ulm'}}",
                "{'severity': 3.0, 'place': {'town': ''}, 'note': null, 'sure': 1, 'any': [], 'parts': [], 'odd': 1, 'more': 1}",
                "{'severity': 3, 'place': {'town': 'Ulm'}, 'note': 'x', 'sure': 0.5, 'parts': ['roof', 'door']}",
            })
    void takesWhatHasItsMembersAndTypes(String answer) {
        assertThat(CLAIM.problem(Json.read(answer.replace('\'', '"')))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | the answer is not of the type object",
                "{'place': {'town': 'Ulm'}} | severity is missing",
                "{'severity': '3', 'place': {'town': 'Ulm'}} | severity is not of the type integer",
                "{'severity': 3.5, 'place': {'town': 'Ulm'}} | severity is not of the type integer",
                "{'severity': null, 'place': {'town': 'Ulm'}} | severity is not of the type integer",
                "{'severity': 3, 'place': {}} | place.town is missing",
                "{'severity': 3, 'place': {'town': 'Ulm'}, 'note': 1} | note is not of the type string or null",
                "{'severity': 3, 'place': {'town': 'Ulm'}, 'parts': ['a', {}]} | parts[1] is not of the type string",
            })
    void saysWhatIsMissingOrOfAnotherType(String answer, String problem) {
        assertThat(CLAIM.problem(Json.read(answer.replace('\'', '"')))).contains(problem);
    }

    @Test
    void takesEverythingWhereNothingIsSaid() {
        assertThat(new AnswerSchema(Json.read("{}").asJsonObject()).problem(Json.read("1")))
                .isEmpty();
    }
}
