package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;

/**
 * What may be asked of a model, as the rows of the support table. Each knows how to try it: a wire format that supports it
 * writes another request with it than without it.
 */
enum Ability {
    SYSTEM("System messages", Samples.user(), Samples.user().system("Be brief")),
    HISTORY(
            "Earlier answers in the conversation",
            Samples.user(),
            Samples.user().assistant("Hi").user("And?")),
    IMAGE_BYTES("Image to text, by its bytes", Samples.user(), Samples.showing(Content.image(Samples.PNG))),
    IMAGE_ADDRESS("Image to text, by its address", Samples.user(), Samples.showing(Content.image(Samples.AT))),
    AUDIO("Audio to text, in the conversation", Samples.user(), Samples.showing(Content.audio(Samples.WAV))),
    TOOLS("Tools", Samples.user(), Samples.user().tool(Samples.TOOL)),
    TOOL_RESULTS("Tool calls and their results", Samples.user(), Samples.answered()),
    SOME_TOOL("Tool choice: some tool", Samples.tool(), Samples.tool().toolChoice(ToolChoice.REQUIRED)),
    THIS_TOOL("Tool choice: this tool", Samples.tool(), Samples.tool().toolChoice(ToolChoice.tool("weather"))),
    NO_TOOL("Tool choice: none", Samples.tool(), Samples.tool().toolChoice(ToolChoice.NONE)),
    ONE_AT_A_TIME("One tool at a time", Samples.tool(), Samples.tool().parallelToolCalls(false)),
    JSON("JSON answer", Samples.user(), Samples.user().responseFormat(ResponseFormat.JSON)),
    JSON_SCHEMA("JSON answer after a schema", Samples.user(), Samples.user().responseFormat(Samples.SCHEMA)),
    TEMPERATURE("Temperature", Samples.DEFAULTS.withTemperature(0.25)),
    TOP_P("Top-p", Samples.DEFAULTS.withTopP(0.25)),
    MAX_TOKENS("Most tokens", Samples.DEFAULTS.withMaxTokens(77)),
    STOP("Stop texts", Samples.DEFAULTS.withStop("END")),
    SEED("Seed", Samples.DEFAULTS.withSeed(7)),
    REASONING(
            "Reasoning effort",
            Samples.DEFAULTS.withMaxTokens(20_000),
            Samples.DEFAULTS.withMaxTokens(20_000).withReasoningEffort(ReasoningEffort.LOW)),
    EXTRAS("Settings of the provider's own", Samples.DEFAULTS.withExtra("made_up_setting", 1)),
    STREAMING("Streaming", dialects -> {
        ProviderDialect dialect = dialects.apply(Samples.CHAT);
        dialect.streamDecoder(Samples.user().build());
        dialect.encode(Samples.user().build(), Operation.CHAT_STREAM);
        return dialect.operations().contains(Operation.CHAT_STREAM);
    }),
    EMBEDDINGS("Embeddings", dialects -> {
        ProviderDialect dialect = dialects.apply(Set.of(Modality.TEXT_TO_EMBEDDING));
        dialect.encode(EmbeddingRequest.of("x"));
        return dialect.operations().contains(Operation.EMBEDDINGS);
    }),
    DIMENSIONS("Embeddings of a given length", dialects -> {
        ProviderDialect dialect = dialects.apply(Set.of(Modality.TEXT_TO_EMBEDDING));
        return !Arrays.equals(
                dialect.encode(EmbeddingRequest.of("x")).bytes(),
                dialect.encode(new EmbeddingRequest(List.of("x"), 8, null, Map.of()))
                        .bytes());
    }),
    PURPOSE("Embeddings for a purpose", dialects -> {
        ProviderDialect dialect = dialects.apply(Set.of(Modality.TEXT_TO_EMBEDDING));
        EmbeddingRequest request = EmbeddingRequest.of("x");
        return !Arrays.equals(
                dialect.encode(request).bytes(),
                dialect.encode(request.withPurpose(EmbeddingPurpose.QUERY)).bytes());
    }),
    IMAGES_MADE("Text to image", dialects -> {
        ProviderDialect maker = dialects.apply(Set.of(Modality.TEXT_TO_IMAGE));
        ProviderDialect talker = dialects.apply(Samples.CHAT);
        InferenceRequest request = Samples.user().build();
        return has(maker, Operation.IMAGES, request)
                || !Arrays.equals(
                        maker.encode(request, Operation.CHAT).bytes(),
                        talker.encode(request, Operation.CHAT).bytes());
    }),
    TRANSCRIPTION("Audio to text, of a model that does nothing else", dialects -> {
        ProviderDialect dialect = dialects.apply(Set.of(Modality.AUDIO_TO_TEXT));
        InferenceRequest request =
                InferenceRequest.builder().user(Content.audio(Samples.WAV)).build();
        Operation operation = dialect.operation(request, false);
        return dialect.operations().contains(operation)
                && dialect.encode(request, operation).bytes().length > 0;
    });

    /** Compiles a wire format for a model that takes and gives what is asked; refuses what it has no words for. */
    interface ForModalities extends Function<Set<Modality>, ProviderDialect> {}

    /** What becomes of a request that uses an ability. */
    enum Outcome {
        SENT("yes"),
        REFUSED("refused"),
        NOT_DEFINED("not defined"),
        LEFT_OUT("left out");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** There is no such model. */
    static final class NotDefined extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // Trials keep nothing.
    private final Function<ForModalities, Boolean> trial;

    Ability(String title, Function<ForModalities, Boolean> trial) {
        this.title = title;
        this.trial = trial;
    }

    Ability(String title, InferenceParameters with) {
        this(title, Samples.DEFAULTS, with);
    }

    Ability(String title, InferenceParameters without, InferenceParameters with) {
        this(title, Samples.user().parameters(without), Samples.user().parameters(with));
    }

    Ability(String title, InferenceRequest.Builder without, InferenceRequest.Builder with) {
        this(title, dialects -> {
            ProviderDialect dialect = dialects.apply(Samples.CHAT);
            byte[] bare = dialect.encode(without.build(), Operation.CHAT).bytes();
            return !Arrays.equals(
                    bare, dialect.encode(with.build(), Operation.CHAT).bytes());
        });
    }

    /** Whether a wire format asks by this operation, and writes the request for it. */
    private static boolean has(ProviderDialect dialect, Operation operation, InferenceRequest request) {
        return dialect.operation(request, false) == operation
                && dialect.operations().contains(operation)
                && dialect.encode(request, operation).bytes().length > 0;
    }

    String title() {
        return title;
    }

    Outcome in(ForModalities dialects) {
        try {
            return trial.apply(dialects) ? Outcome.SENT : Outcome.LEFT_OUT;
        } catch (NotDefined refusedBefore) {
            return Outcome.NOT_DEFINED;
        } catch (InferenceException e) {
            if (e.code() != FailureCode.INVALID_REQUEST && e.code() != FailureCode.FEATURE_NOT_ENABLED) {
                throw e;
            }
            return Outcome.REFUSED;
        }
    }

    /** The requests that are tried. */
    private static final class Samples {
        static final Set<Modality> CHAT = Set.of(Modality.TEXT_TO_TEXT, Modality.IMAGE_TO_TEXT, Modality.AUDIO_TO_TEXT);
        static final InferenceParameters DEFAULTS = InferenceParameters.DEFAULTS;
        static final Tool TOOL = new Tool("weather", "Tells it", "{\"type\":\"object\",\"properties\":{}}");
        static final Media PNG = Media.of("image/png", new byte[] {1, 2, 3});
        static final Media WAV = Media.of("audio/wav", new byte[] {1, 2, 3});
        static final Media AT = Media.at(URI.create("https://images.example/a.png"));
        static final ResponseFormat SCHEMA =
                ResponseFormat.jsonSchema("sum", "{\"type\":\"object\",\"properties\":{}}");

        static InferenceRequest.Builder user() {
            return InferenceRequest.builder().user("Hello");
        }

        static InferenceRequest.Builder tool() {
            return user().tool(TOOL);
        }

        static InferenceRequest.Builder showing(Content content) {
            return InferenceRequest.builder().user(Content.text("Hello"), content);
        }

        static InferenceRequest.Builder answered() {
            return tool().message(
                            new ChatMessage.AssistantMessage("", List.of(new ToolCall("call_1", "weather", "{}"))))
                    .message(ChatMessage.tool("call_1", "{\"sky\":\"blue\"}"));
        }
    }
}
