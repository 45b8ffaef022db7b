package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that are one when they are registered are one when they are called. */
class NamesOfModelsTest {

    @ParameterizedTest
    @CsvSource({
        "stra\u00dfe, caf\u00e9",
        "STRASSE, CAF\u00c9",
        "Strasse, cafe\u0301",
        "\uff53\uff54\uff52\uff41\u00dfe, ' caf\u00e9 '"
    })
    void caseAndUnicodeFormDoNotMatter(String model, String connection) throws IOException {
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.publish(fixture.chat()
                    .named("Stra\u00dfe")
                    .connection("Caf\u00e9", EngineFixture.KEY)
                    .build());

            InferenceResponse response = fixture.infer(model, connection, InferenceRequest.prompt("x"));

            assertThat(response.modelName()).isEqualTo("Stra\u00dfe");
            assertThat(response.connectionName()).isEqualTo("Caf\u00e9");
        }
    }

    @Test
    void otherNamesAreOthers() throws IOException {
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.publish(
                    fixture.chat().named("a").connection("b", EngineFixture.KEY).build());

            InferenceException model = catchThrowableOfType(
                    InferenceException.class, () -> fixture.infer("\u00e4", null, InferenceRequest.prompt("x")));
            InferenceException connection = catchThrowableOfType(
                    InferenceException.class, () -> fixture.infer("a", "c", InferenceRequest.prompt("x")));

            assertThat(model.code()).isEqualTo(FailureCode.MODEL_NOT_FOUND);
            assertThat(connection.code()).isEqualTo(FailureCode.CONNECTION_NOT_FOUND);
        }
    }
}
