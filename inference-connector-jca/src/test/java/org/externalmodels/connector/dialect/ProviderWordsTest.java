package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\": {\"message\": \"no such model\", \"type\": \"invalid_request_error\", \"code\": null}} | no such model",
                "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"Overloaded\"}} | Overloaded",
                "[{\"error\": {\"code\": 400, \"message\": \"API key not valid\", \"details\": []}}] | API key not valid",
                "{\"id\": \"1\", \"message\": \"invalid api token\"} | invalid api token",
                "{\"Message\": \"User is not authorized\"} | User is not authorized",
                "{\"error\": \"model not found\"} | model not found",
                "{\"error\": \"invalid_grant\", \"error_description\": \"no such client\"} | no such client",
                "{\"type\": \"about:blank\", \"title\": \"Forbidden\", \"detail\": \"not yours\"} | not yours",
                "{\"detail\": [{\"loc\": [\"body\", \"model\"], \"msg\": \"field required\"}]} | field required",
                "{\"errors\": [{\"message\": \"too long\"}]} | too long",
                "{\"fault\": {\"faultstring\": \"quota\", \"detail\": {\"errorcode\": \"x\"}}} | quota",
                "{\"problem\": {\"title\": \"Not found\", \"text\": \"no such model\"}} | no such model",
                "{\"error\": {\"code\": 7, \"description\": \"no such tenant\"}} | no such tenant",
                "upstream connect error | upstream connect error",
            })
    void areFoundWhereverTheyStand(String body, String words) {
        assertThat(ProviderWords.of(body)).hasValue(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "<html><body>Bad Gateway</body></html>",
                "{}",
                "[]",
                "{\"error\": {\"message\": \" \"}}",
                "{\"error\": {\"message\": 7}}",
                "{\"said\": \"something\"}",
                "{\"error\": {\"message\": \"it breaks",
            })
    void aDocumentIsNoSentence(String body) {
        assertThat(ProviderWords.of(body)).isEmpty();
    }

    @Test
    void areNotSoughtForEver() {
        assertThat(ProviderWords.of("{\"error\":".repeat(400) + "\"deep\"" + "}".repeat(400)))
                .isEmpty();
        assertThat(ProviderWords.of("[".repeat(100_000))).isEmpty();
    }
}
