package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.DirectoryChange;
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

    @Test
    void modelsThatChangeTheirNamesAreFoundByTheNewOnesOnly() throws IOException {
        try (EngineFixture fixture = new EngineFixture()) {
            fixture.publish(
                    named(fixture, "a").build(),
                    named(fixture, "b").build(),
                    named(fixture, "c").build());

            boolean applied = fixture.engine
                    .directory()
                    .apply(new DirectoryChange(
                            1,
                            2,
                            List.of(
                                    named(fixture, "B").once("a").build(),
                                    named(fixture, "d").once("b").build()),
                            Set.of("id-c")));

            assertThat(applied).isTrue();
            assertThat(answered(fixture, "b")).isEqualTo("B");
            assertThat(answered(fixture, "d")).isEqualTo("d");
            assertThat(fixture.failureOf("a", null).code()).isEqualTo(FailureCode.MODEL_NOT_FOUND);
            assertThat(fixture.failureOf("c", null).code()).isEqualTo(FailureCode.MODEL_NOT_FOUND);
        }
    }

    private static Models named(EngineFixture fixture, String name) {
        return fixture.chat().named(name).connection("main", EngineFixture.KEY);
    }

    private static String answered(EngineFixture fixture, String model) {
        return fixture.infer(model, null, InferenceRequest.prompt("x")).modelName();
    }
}
