package org.externalmodels.benchmarks.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** What the benchmarks send: a chat of about 1 KB, or a hundred short texts. */
public final class ChatRequest {

    public static final String MODEL = "static-1";
    public static final String API_KEY = "sk-benchmark";
    public static final String PROMPT = "Summarise this claim in three sentences for the adjuster. "
            + "On the morning of 3 March a hose of the dishwasher burst and water ran over the kitchen floor. "
                    .repeat(9);

    /** Anthropic wants to be told. */
    public static final int MAX_TOKENS = 1_024;

    /** How many texts are turned into vectors at once. */
    public static final int INPUTS = 100;

    /** The texts: of about 80 characters each. */
    public static final List<String> TEXTS = IntStream.range(0, INPUTS)
            .mapToObj(i -> "Claim " + i + ": a hose of the dishwasher burst and water ran over the kitchen floor.")
            .toList();

    private ChatRequest() {}

    /** As an OpenAI client would write it. */
    public static byte[] body(String prompt, boolean stream) {
        return ("{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                        + "\"}],\"stream\":" + stream + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** As a client of Anthropic's would write it. */
    public static byte[] message(String prompt, boolean stream) {
        return ("{\"model\":\"" + MODEL + "\",\"max_tokens\":" + MAX_TOKENS
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}],\"stream\":" + stream
                        + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** As an OpenAI client would write it. */
    public static byte[] embeddings() {
        return ("{\"model\":\"" + MODEL + "\",\"input\":[\"" + String.join("\",\"", TEXTS)
                        + "\"],\"encoding_format\":\"base64\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
