package org.externalmodels.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTest {

    @ParameterizedTest
    @EnumSource
    void keepTheirMessageAndCause(FailureCode code) {
        InferenceException failure = new InferenceException(code, "what happened");

        LangChain4jException told = Failures.of(failure);

        assertThat(told).hasMessage("what happened").hasCause(failure);
    }

    /** A budget or a switch does not change by asking again at once, whatever the adapter's callers may do later. */
    @ParameterizedTest
    @EnumSource
    void areRetriableOnlyIfTheAdapterSaysSo(FailureCode code) {
        InferenceException failure = new InferenceException(code, "what happened");

        LangChain4jException told = Failures.of(failure);

        if (!failure.retriable()) {
            assertThat(told).isNotInstanceOf(RetriableException.class);
        } else {
            assertThat(told).isNotInstanceOf(NonRetriableException.class);
        }
    }
}
