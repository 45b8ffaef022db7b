package org.externalmodels.benchmarks.provider;

import java.nio.charset.StandardCharsets;

/** The request every benchmark sends: a chat of about 1 KB. */
public final class ChatRequest {

    public static final String MODEL = "static-1";
    public static final String API_KEY = "sk-benchmark";
    public static final String PROMPT = "Summarise this claim in three sentences for the adjuster. "
            + "On the morning of 3 March a hose of the dishwasher burst and water ran over the kitchen floor. "
                    .repeat(9);

    private ChatRequest() {}

    /** As an OpenAI client would write it. */
    public static byte[] body(String prompt, boolean stream) {
        return ("{\"model\":\"" + MODEL + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                        + "\"}],\"stream\":" + stream + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
