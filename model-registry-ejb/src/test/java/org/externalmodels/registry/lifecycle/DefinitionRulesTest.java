package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionRulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            endpoint            | 2001    | must have at most 2000 characters
            providerModel       | 2001    | must have at most 2000 characters
            body                | 1000001 | must have at most 1000000 characters
            """)
    void aTextThatIsTooLongIsRefusedByItsField(String field, int length, String message) {
        Definition definition =
                TestRegistry.definition("{'name': 'm', '%s': '%s'}".formatted(field, "x".repeat(length)));

        assertThat(DefinitionRules.ofDraft(definition)).containsExactly(DefinitionProblem.of(field, message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'name': 'X Y', 'value': 'v', 'secret': false}      | headers[0].name  | letters, digits
            {'name': '', 'value': 'v', 'secret': false}         | headers[0].name  | at least one
            {'name': 'X:', 'value': 'v', 'secret': false}       | headers[0].name  | letters, digits
            {'name': 'X\\r\\nY', 'value': 'v', 'secret': false} | headers[0].name  | letters, digits
            {'name': 'Content-Length', 'value': '1', 'secret': false} | headers[0].name | set by the server
            {'name': 'X', 'value': 'a\\r\\nB: c', 'secret': false} | headers[0].value | no line breaks
            {'name': 'X', 'value': 'a\\nb', 'secret': true}     | headers[0].value | no line breaks
            {'name': 'X', 'value': 'a\\u007fb', 'secret': false} | headers[0].value | control characters
            {'name': 'X', 'value': 'a\\u0085b', 'secret': false} | headers[0].value | control characters
            {'name': 'X', 'value': '\\u65e5\\u672c', 'secret': false} | headers[0].value | ISO 8859-1
            {'name': 'X', 'value': '\\u2022\\u2022\\u2022\\u2022\\u2022\\u2022', 'secret': false} | headers[0].value | mask
            """)
    void aHeaderThatWouldBreakTheRequestIsRefusedWhenItIsSaved(String header, String field, String message) {
        Definition definition = TestRegistry.definition("{'name': 'm', 'headers': [%s]}".formatted(header));

        assertThat(DefinitionRules.ofDraft(definition)).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo(field);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void longAndManyHeadersVariablesAndTimeLimitsAreRefusedEachByItsField() {
        Definition definition = TestRegistry.definition(
                """
                {'name': 'm', 'headers': [{'name': '%s', 'value': '%s', 'secret': false}],
                 'variables': [{'name': '%s', 'displayName': '%s'}, {'name': '1st'}, {'name': 'a'}, {'name': 'a'}],
                 'timeouts': {'connect': 0, 'total': 86400001}}""".formatted("h".repeat(101), "v".repeat(8001), "n".repeat(101), "d".repeat(101)));

        assertThat(DefinitionRules.ofDraft(definition))
                .extracting(problem -> problem.field() + " " + problem.message())
                .containsExactlyInAnyOrder(
                        "headers[0].name must have at most 100 characters",
                        "headers[0].value must have at most 8000 characters",
                        "variables[0].name must have at most 100 characters",
                        "variables[0].displayName must have at most 100 characters",
                        "variables[1].name must begin with a letter and have letters, digits, _ . and - only",
                        "variables[3].name a is there twice",
                        "timeouts.connect must be above 0 and at most 86400000 milliseconds",
                        "timeouts.total must be above 0 and at most 86400000 milliseconds");
    }

    @Test
    void moreHeadersOrVariablesThanAnyoneNeedsAreRefusedAsAWhole() {
        String header = "{'name': 'X', 'value': 'v', 'secret': false},".repeat(100);
        String variable = "{'name': 'a'},".repeat(100);
        Definition definition =
                TestRegistry.definition("{'name': 'm', 'headers': [%s {'name': 'X'}], 'variables': [%s {'name': 'a'}]}"
                        .formatted(header, variable));

        assertThat(DefinitionRules.ofDraft(definition))
                .extracting(DefinitionProblem::field)
                .containsExactlyInAnyOrder("headers", "variables");
    }

    @Test
    void everythingThatIsWrongWithWhatShallServeIsToldAtOnce() {
        Definition definition = TestRegistry.definition("""
                {'name': ' ', 'structure': 'openai-chat', 'endpoint': 'ftp://host/x',
                 'headers': [{'name': 'X', 'value': 'a\\nb', 'secret': false}, {'name': 'x', 'secret': false}],
                 'paths': {'output': '$..a..b'}, 'timeouts': {'idle': -1}}""");

        assertThat(DefinitionRules.ofActiveAsWritten(definition))
                .extracting(DefinitionProblem::field)
                .containsExactlyInAnyOrder(
                        "name",
                        "endpoint",
                        "providerModel",
                        "features",
                        "headers[0].value",
                        "headers[1].name",
                        "headers[1].value",
                        "paths.output",
                        "timeouts.idle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\u2028b",
                "a\u202eb",
                "a\u200bb",
                "a\u00adb",
                "a\u061cb",
                "a\u0000b",
                "a\ud800b",
                "",
                " "
            })
    void aNameThatPeopleCannotReadIsRefused(String name) {
        List<DefinitionProblem> problems = new ArrayList<>();

        DefinitionRules.name("name", name, problems);

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("name"));
    }

    @Test
    void theNameOfAProfileThatIsReferredToIsAName() {
        Definition definition =
                TestRegistry.definition("{'name': 'm', 'authorizationProfile': '%s'}".formatted("x".repeat(101)));

        assertThat(DefinitionRules.ofDraft(definition))
                .containsExactly(DefinitionProblem.of("authorizationProfile", "must have 1 to 100 characters"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://host:0/v1", "https://host:65536/v1", "https://host:99999/v1"})
    void aPortThatThereIsNotIsRefused(String endpoint) {
        Definition definition = TestRegistry.definition("""
                {'name': 'm', 'endpoint': '%s', 'structure': 'openai-chat', 'providerModel': 'm', 'features': ['streaming']}""".formatted(endpoint));

        assertThat(DefinitionRules.ofActive(definition))
                .extracting(DefinitionProblem::field)
                .containsExactly("endpoint");
    }

    @Test
    void aFeatureThatIsThereTwiceIsThereOnce() {
        Definition definition = TestRegistry.definition("""
                {'name': 'm', 'features': ['streaming', 'streaming'], 'modalities': ['text-to-text', 'text-to-text']}""");

        assertThat(definition.features()).hasSize(1);
        assertThat(definition.modalities()).hasSize(1);
    }

    @Test
    void aNameThatGrowsBeyondItsColumnIsRefused() {
        List<DefinitionProblem> problems = new ArrayList<>();

        DefinitionRules.name("name", "\ufdfa".repeat(50), problems);

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("stand for several others"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-\r\nX-Evil: 1", "sk-\u2013dash", "sk-\ttab"})
    void aKeyThatIsNoneIsRefusedAndNotQuoted(String key) {
        List<DefinitionProblem> problems = new ArrayList<>();

        DefinitionRules.key(Optional.of(Secret.of(key)), problems);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("apiKey");
            assertThat(problem.message()).doesNotContain("sk-");
        });
    }

    @Test
    void whatAKeyWasPastedWithIsNoPartOfIt() {
        assertThat(GivenConnection.of("main", " sk-1\r\n").apiKey()).hasValue(Secret.of("sk-1"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Claims,     CLAIMS
            Caf\u00e9,  Cafe\u0301
            \uff23laims, Claims
            \ufb01le,   file
            stra\u00dfe, STRASSE
            a\u00a0b,   a b
            """)
    void namesThatDifferOnlyInCaseOrUnicodeFormAreTheSame(String one, String other) {
        assertThat(Definition.nameKey(one)).isEqualTo(Definition.nameKey(other));
    }

    @ParameterizedTest
    @CsvSource({"resume, r\u00e9sum\u00e9", "a, \u0430", "model 1, model 2"})
    void namesThatDifferInMoreAreNot(String one, String other) {
        assertThat(Definition.nameKey(one)).isNotEqualTo(Definition.nameKey(other));
    }
}
