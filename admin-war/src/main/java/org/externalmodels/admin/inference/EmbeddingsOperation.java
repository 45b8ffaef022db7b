package org.externalmodels.admin.inference;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.keys.WayIn;

/** OpenAI's Embeddings. */
final class EmbeddingsOperation implements Operation {

    private static final int MOST_DIMENSIONS = 100_000;

    private final ModelDirectory directory;
    private final RateHeaders.Rates rates;

    EmbeddingsOperation(ModelDirectory directory, RateHeaders.Rates rates) {
        this.directory = directory;
        this.rates = rates;
    }

    @Override
    public void begin(Caller caller, RequestBody body, Exchange exchange) {
        Members members = Members.of(body.json());
        String model = members.requiredText("model");
        List<String> inputs = inputs(members);
        Integer dimensions = members.whole("dimensions", 1, MOST_DIMENSIONS)
                .map(Long::intValue)
                .orElse(null);
        EmbeddingPurpose purpose = purpose(members);
        boolean base64 = isBase64(members);
        Map<String, String> tags = new HashMap<>();
        members.text("user").ifPresent(user -> tags.put("user", user));
        Optional<OwnMembers.Asked> own = OwnMembers.read(members);
        own.ifPresent(asked -> {
            tags.putAll(asked.tags());
            exchange.tellDetails();
        });
        members.refuseOthers();
        ModelTarget target = ModelTarget.permitted(directory, caller, WayIn.EMBEDDINGS, model);
        exchange.tellStandings(() -> rates.of(caller.origin(WayIn.EMBEDDINGS), target.model()));
        try (ModelConnection connection = target.connect(directory, caller, WayIn.EMBEDDINGS)) {
            CompletableFuture<EmbeddingResponse> call = connection
                    .embedAsync(new EmbeddingRequest(
                            inputs,
                            dimensions,
                            purpose,
                            own.flatMap(OwnMembers.Asked::timeout).orElse(null),
                            tags))
                    .toCompletableFuture();
            exchange.whenGone(() -> call.cancel(true));
            WholeAnswers.send(
                    call,
                    exchange,
                    response -> exchange.answer(
                            json(response, base64, own.isPresent()),
                            new AnswerHeaders(
                                    response.traceId(),
                                    response.connectionName(),
                                    response.modelName(),
                                    response.fromCache())));
        }
    }

    private static List<String> inputs(Members members) {
        JsonValue input = members.required("input");
        if (input instanceof JsonString one) {
            return List.of(one.getString());
        }
        if (input instanceof JsonArray array
                && !array.isEmpty()
                && array.stream().allMatch(JsonString.class::isInstance)) {
            return CommonParameters.strings(members, "input");
        }
        throw Refusal.invalid(
                "input", "a string or an array of strings is expected; token numbers differ between models");
    }

    /** OpenAI's models know no purposes; the member is called as by those who have them. */
    private static EmbeddingPurpose purpose(Members members) {
        return members.text("input_type")
                .map(name -> EmbeddingPurpose.ofWireName(name)
                        .orElseThrow(() -> Refusal.invalid(
                                "input_type",
                                "search_document, search_query, classification or clustering is expected")))
                .orElse(null);
    }

    private static boolean isBase64(Members members) {
        String format = members.text("encoding_format").orElse("float");
        if (!format.equals("float") && !format.equals("base64")) {
            throw Refusal.invalid("encoding_format", "float or base64 is expected");
        }
        return format.equals("base64");
    }

    private static JsonObject json(EmbeddingResponse response, boolean base64, boolean detailed) {
        JsonArrayBuilder data = Json.createArrayBuilder();
        int index = 0;
        for (float[] vector : response.vectors()) {
            data.add(Json.createObjectBuilder()
                    .add("object", "embedding")
                    .add("index", index++)
                    .add("embedding", base64 ? Json.createValue(base64(vector)) : numbers(vector)));
        }
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("object", "list")
                .add("data", data)
                .add("model", response.modelName());
        JsonValue tokens = OpenAiUsage.number(response.usage().inputTokens());
        json.add("usage", usage(tokens));
        return detailed ? json.add(OwnMembers.NAME, OwnMembers.of(response)).build() : json.build();
    }

    private static JsonValue usage(JsonValue tokens) {
        return Optional.of(tokens)
                .filter(known -> known != JsonValue.NULL)
                .<JsonValue>map(known -> Json.createObjectBuilder()
                        .add("prompt_tokens", known)
                        .add("total_tokens", known)
                        .build())
                .orElse(JsonValue.NULL);
    }

    private static JsonArray numbers(float[] vector) {
        JsonArrayBuilder numbers = Json.createArrayBuilder();
        for (float number : vector) {
            numbers.add(new BigDecimal(Float.toString(number)));
        }
        return numbers.build();
    }

    /** Four bytes a number, the least significant first. */
    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
