package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.ImageTypes;

/** OpenAI's image generation: a prompt goes in, images come out, by their bytes or by their address. */
final class OpenAiImages {

    private static final Set<String> OWN_MEMBERS = Set.of("model", "prompt", "stream", "partial_images");

    private OpenAiImages() {}

    static Payload request(String model, InferenceRequest request) {
        SinglePrompt asked = new SinglePrompt("an image", request);
        ChatMessage.UserMessage message = asked.message(OWN_MEMBERS);
        asked.refuse(request.parameters().temperature() != null, "temperature");
        if (!message.content().stream().allMatch(Content.Text.class::isInstance)) {
            throw asked.refusal("is made of a text, but the request has other parts");
        }
        JsonObject extras =
                Json.createObjectBuilder(request.parameters().extras()).build();
        return Payload.json(ProviderJson.write(json -> {
            json.writeStartObject().write("model", model).write("prompt", message.text());
            if (isDallE(model) && !extras.containsKey("response_format")) {
                // These would answer with an address that is gone within the hour; the others do not know the setting.
                json.write("response_format", "b64_json");
            }
            extras.forEach(json::write);
            Hints.write(json, request.parameters(), Set.of(Hints.SAFETY_IDENTIFIER));
            json.writeEnd();
        }));
    }

    private static boolean isDallE(String model) {
        return model.toLowerCase(Locale.ROOT).replace("-", "").contains("dalle");
    }

    static Answer read(AnswerBody body) {
        if (!(ProviderJson.read(body) instanceof JsonObject document)
                || !(document.get("data") instanceof JsonArray data)
                || data.isEmpty()) {
            throw invalid("the answer has no images");
        }
        String format = ProviderJson.string(document, "output_format");
        List<Media> images = new ArrayList<>();
        for (JsonValue item : data) {
            images.add(image(item, format));
        }
        return new Answer(
                "",
                Optional.empty(),
                List.of(),
                images,
                FinishReason.STOP,
                Structure.NONE,
                document.get("usage") instanceof JsonObject usage ? OpenAiUsage.ofResponse(usage) : TokenUsage.UNKNOWN,
                Optional.empty());
    }

    private static Media image(JsonValue item, String format) {
        if (item instanceof JsonObject image) {
            String base64 = ProviderJson.string(image, "b64_json");
            String url = ProviderJson.string(image, "url");
            try {
                if (base64 != null) {
                    byte[] bytes = Base64.getDecoder().decode(base64);
                    return Media.of(format == null ? ImageTypes.of(bytes) : "image/" + format, bytes);
                }
                if (url != null) {
                    return Media.at(URI.create(url));
                }
            } catch (IllegalArgumentException e) {
                throw InferenceException.of(
                                FailureCode.INVALID_RESPONSE, "an image of the answer is no base64, or no address")
                        .cause(e)
                        .build();
            }
        }
        throw invalid("an image of the answer has neither bytes nor an address");
    }

    private static InferenceException invalid(String message) {
        return new InferenceException(FailureCode.INVALID_RESPONSE, message);
    }
}
