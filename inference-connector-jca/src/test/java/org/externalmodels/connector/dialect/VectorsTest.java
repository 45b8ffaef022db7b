package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors are told in each provider's own way, and held to the same. */
class VectorsTest {

    private static final EmbeddingRequest REQUEST = EmbeddingRequest.of("a");

    /** Who tells them, and how an answer of one vector is written. */
    private enum Format {
        OPENAI("{'data':[{'index':0,'embedding':%s}],'usage':{'prompt_tokens':%s}}") {
            @Override
            ProviderDialect dialect() {
                return new OpenAiChat("e", Set.of(Modality.TEXT_TO_EMBEDDING));
            }
        },
        COHERE("{'embeddings':{'float':[%s]},'meta':{'billed_units':{'input_tokens':%s}}}") {
            @Override
            ProviderDialect dialect() {
                return new CohereChat("e");
            }
        },
        GOOGLE("{'embeddings':[{'values':%s}],'usageMetadata':{'promptTokenCount':%s}}") {
            @Override
            ProviderDialect dialect() {
                return new GoogleGenerateContent("e", Set.of(Modality.TEXT_TO_EMBEDDING));
            }
        },
        TITAN("{'embedding':%s,'inputTextTokenCount':%s}") {
            @Override
            ProviderDialect dialect() {
                return new TitanEmbeddings(new BedrockModel("amazon.titan-embed-text-v2:0"));
            }
        };

        private final String answer;

        Format(String answer) {
            this.answer = answer.replace('\'', '"');
        }

        abstract ProviderDialect dialect();

        Vectors read(String vector, String tokens) {
            return dialect().decode(AnswerBody.of(answer.formatted(vector, tokens)), REQUEST);
        }
    }

    static Stream<Arguments> whatIsNoVector() {
        return Stream.of(Format.values())
                .flatMap(format -> Stream.of("[]", "[1e300]", "[1,-1e300]", "[1,\"x\"]", "[null]", "null", "7", "{}")
                        .map(vector -> Arguments.of(format, vector)));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoVector")
    void whatNobodyCanCompareIsNoAnswer(Format format, String vector) {
        assertThat(catchThrowableOfType(InferenceException.class, () -> format.read(vector, "3"))
                        .code())
                .isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @ParameterizedTest
    @EnumSource
    void numbersAreReadAsTheyAre(Format format) {
        Vectors read = format.read("[0.5,-2,1e-300,3.4e38]", "3");

        assertThat(read.vectors()).containsExactly(new float[] {0.5f, -2, 0, 3.4e38f});
        assertThat(read.usage().inputTokens()).hasValue(3);
    }

    @ParameterizedTest
    @EnumSource
    void tokensThatNobodyCountedAreUnknown(Format format) {
        for (String none : List.of("0", "null", "\"3\"", "-3", "9223372036854775807")) {
            assertThat(format.read("[1]", none).usage()).as(none).isEqualTo(TokenUsage.UNKNOWN);
        }
    }
}
