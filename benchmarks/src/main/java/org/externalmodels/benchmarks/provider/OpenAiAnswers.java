package org.externalmodels.benchmarks.provider;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The one chat completion, whole and streamed, and the one list of embeddings. */
final class OpenAiAnswers {

    static final int CHUNKS = 60;
    static final String TEXT = "The claim describes water damage in a kitchen. ".repeat(12);

    private static final int DIMENSIONS = 1_536;

    static final List<byte[]> COMPLETION = List.of(completion());
    static final List<byte[]> COMPLETION_STREAM = completionStream();
    static final List<byte[]> EMBEDDINGS = List.of(embeddings(OpenAiAnswers::numbers));
    static final List<byte[]> EMBEDDINGS_IN_BASE64 = List.of(embeddings(OpenAiAnswers::base64));

    private OpenAiAnswers() {}

    private static byte[] completion() {
        return Wire.whole("""
                {"id":"chatcmpl-0001","object":"chat.completion","created":1760000000,"model":"static-1",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":null},\
                "logprobs":null,"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":180,"completion_tokens":96,"total_tokens":276,\
                "prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}}""".formatted(TEXT));
    }

    private static List<byte[]> completionStream() {
        var deltas = IntStream.range(0, CHUNKS)
                .mapToObj(i -> event(
                        "{\"delta\":{\"content\":\" word" + i + "\"},\"index\":0,\"finish_reason\":null}", "null"));
        var last = Stream.of(
                event("{\"delta\":{},\"index\":0,\"finish_reason\":\"stop\"}", "null"),
                event("", "{\"prompt_tokens\":180,\"completion_tokens\":60,\"total_tokens\":240}"),
                "data: [DONE]\n\n");
        return Wire.events(Stream.concat(deltas, last));
    }

    private static String event(String choice, String usage) {
        return """
                data: {"id":"chatcmpl-0001","object":"chat.completion.chunk","created":1760000000,"model":"static-1",\
                "choices":[%s],"usage":%s}

                """.formatted(choice, usage);
    }

    private static byte[] embeddings(Function<float[], String> form) {
        String vectors = IntStream.range(0, ChatRequest.INPUTS)
                .mapToObj(input -> "{\"object\":\"embedding\",\"index\":" + input + ",\"embedding\":"
                        + form.apply(vector(input)) + "}")
                .collect(Collectors.joining(","));
        return Wire.whole("{\"object\":\"list\",\"data\":[" + vectors
                + "],\"model\":\"static-1\",\"usage\":{\"prompt_tokens\":1200,\"total_tokens\":1200}}");
    }

    private static float[] vector(int input) {
        float[] vector = new float[DIMENSIONS];
        for (int place = 0; place < DIMENSIONS; place++) {
            vector[place] = (float) (Math.sin(input * 31.0 + place) / 16);
        }
        return vector;
    }

    private static String numbers(float[] vector) {
        return IntStream.range(0, vector.length)
                .mapToObj(place -> String.format(Locale.ROOT, "%.8f", vector[place]))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String base64(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return '"' + Base64.getEncoder().encodeToString(bytes.array()) + '"';
    }
}
