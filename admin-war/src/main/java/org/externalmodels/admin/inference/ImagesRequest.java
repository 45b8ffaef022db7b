package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;

/** Reads OpenAI's image generations. What only some providers have goes on by its name. */
final class ImagesRequest {

    private ImagesRequest() {}

    static AskedInference read(JsonObject body) {
        Members members = Members.of(body);
        String model = members.requiredText("model");
        InferenceRequest.Builder request =
                InferenceRequest.builder().user(members.requiredText("prompt")).output(InferenceRequest.Output.IMAGES);
        InferenceParameters parameters = CommonParameters.extras(
                InferenceParameters.DEFAULTS,
                members,
                "size",
                "quality",
                "style",
                "background",
                "moderation",
                "output_format",
                "output_compression",
                "complexity",
                "frame_count",
                "frame_duration_ms",
                "svg");
        parameters = CommonParameters.hints(parameters, members, "safety_identifier");
        Optional<Long> count = members.whole("n", 1, 10);
        if (count.orElse(1L) > 1) {
            parameters = parameters.withExtra("n", count.get());
        }
        format(members);
        members.refuse("images come whole", "stream");
        members.pass("partial_images");
        members.text("user").ifPresent(user -> request.tag("user", user));
        members.refuseOthers();
        return new AskedInference(model, request.parameters(parameters).build(), false, new ImagesAnswer());
    }

    /** An address would be the provider's, which the client may not reach and which is soon gone. */
    private static void format(Members members) {
        String format = members.text("response_format").orElse("b64_json");
        if (format.equals("url")) {
            throw Refusal.unsupported("response_format", "images come by their bytes, as b64_json");
        }
        if (!format.equals("b64_json")) {
            throw Refusal.invalid("response_format", "b64_json is expected");
        }
    }
}
