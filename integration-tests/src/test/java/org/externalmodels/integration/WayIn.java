package org.externalmodels.integration;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import org.externalmodels.integration.server.HttpCalls.Answer;

/** Each way in, and how its refusal looks. */
enum WayIn {
    TYPED {
        @Override
        String call(Product product, String model, String id) {
            return product.call("typed", model).toString();
        }
    },
    CCI {
        @Override
        String call(Product product, String model, String id) {
            return product.call("cci", model).toString();
        }
    },
    CHAT_COMPLETIONS {
        @Override
        String call(Product product, String model, String id) {
            return post(product, "/v1/chat/completions", Product.question(model));
        }
    },
    STREAMED_CHAT_COMPLETIONS {
        @Override
        String call(Product product, String model, String id) {
            return post(
                    product,
                    "/v1/chat/completions",
                    Product.question(model).replace("{\"model\"", "{\"stream\":true,\"model\""));
        }
    },
    RESPONSES {
        @Override
        String call(Product product, String model, String id) {
            return post(product, "/v1/responses", "{\"model\":\"" + model + "\",\"input\":\"one\"}");
        }
    },
    MESSAGES {
        @Override
        String call(Product product, String model, String id) {
            return post(
                    product,
                    "/v1/messages",
                    "{\"max_tokens\":9," + Product.question(model).substring(1));
        }
    },
    /** Costs nothing by itself: it is bound by what other calls of the model have used. */
    COUNT_TOKENS {
        @Override
        JsonObject model(Product product, Definition definition) {
            return Json.createObjectBuilder(definition.json())
                    .add("structure", "anthropic-messages")
                    .add(
                            "endpoint",
                            product.uri("/sandbox/anthropic/v1/messages").toString())
                    .build();
        }

        @Override
        String call(Product product, String model, String id) {
            return post(product, "/v1/messages/count_tokens", Product.question(model));
        }

        @Override
        String spend(Product product, String model, String id) {
            return MESSAGES.call(product, model, id);
        }
    },
    EMBEDDINGS {
        @Override
        JsonObject model(Product product, Definition definition) {
            return with(definition, "sandbox-embedding-1", "text-to-embedding");
        }

        @Override
        String call(Product product, String model, String id) {
            return post(product, "/v1/embeddings", "{\"model\":\"" + model + "\",\"input\":\"one\"}");
        }
    },
    IMAGES {
        @Override
        JsonObject model(Product product, Definition definition) {
            return with(definition, "sandbox-image-1", "text-to-image");
        }

        @Override
        String call(Product product, String model, String id) {
            return post(product, "/v1/images/generations", "{\"model\":\"" + model + "\",\"prompt\":\"a house\"}");
        }
    },
    TRANSCRIPTIONS {
        @Override
        JsonObject model(Product product, Definition definition) {
            return with(definition, "sandbox-transcribe-1", "audio-to-text");
        }

        @Override
        String call(Product product, String model, String id) {
            String form = part("name=\"model\"", "", model)
                    + part("name=\"file\"; filename=\"speech.wav\"", "Content-Type: audio/wav\r\n", "x".repeat(2_000))
                    + "--of-this-test--\r\n";
            return post(product, "/v1/audio/transcriptions", "multipart/form-data; boundary=of-this-test", form);
        }

        private static String part(String disposition, String type, String content) {
            return "--of-this-test\r\nContent-Disposition: form-data; " + disposition + "\r\n" + type + "\r\n" + content
                    + "\r\n";
        }
    },
    BEDROCK {
        @Override
        JsonObject model(Product product, Definition definition) {
            return Json.createObjectBuilder()
                    .add("name", definition.name())
                    .add("integration", "EASY")
                    .add("provider", "bedrock")
                    .add("structure", "bedrock-converse")
                    .add("providerModel", "amazon.nova-lite-v1:0")
                    .add(
                            "connections",
                            Json.createArrayBuilder()
                                    .add(Json.createObjectBuilder()
                                            .add("name", Definition.CONNECTION)
                                            .add("roleArn", "arn:aws:iam::123456789012:role/models")
                                            .add("region", "us-east-1")
                                            .add(
                                                    "baseUrl",
                                                    product.uri("/sandbox/bedrock")
                                                            .toString())))
                    .add("status", "ACTIVE")
                    .build();
        }

        @Override
        String call(Product product, String model, String id) {
            return post(product, "/v1/chat/completions", Product.question(model));
        }
    },
    LANGCHAIN4J {
        @Override
        String call(Product product, String model, String id) {
            return product.call("langchain4j", model).toString();
        }
    },
    PLAYGROUND {
        @Override
        String call(Product product, String model, String id) {
            return PlaygroundCaller.call(model, "one two three");
        }
    },
    TEST {
        @Override
        String call(Product product, String model, String id) {
            return product.administrator()
                    .send(
                            "POST",
                            "/api/v1/models/" + id + "/test",
                            "{\"values\":{\"prompt\":\"one\"}}",
                            Map.of("Content-Type", "application/json"))
                    .body();
        }
    };

    abstract String call(Product product, String model, String id);

    /** A call that uses tokens and costs money. */
    String spend(Product product, String model, String id) {
        return call(product, model, id);
    }

    /** The model that this way is for. */
    JsonObject model(Product product, Definition definition) {
        return definition.json();
    }

    private static JsonObject with(Definition definition, String providerModel, String modality) {
        return Json.createObjectBuilder(definition.json())
                .add("providerModel", providerModel)
                .add("modalities", Json.createArrayBuilder().add(modality))
                .build();
    }

    private static String post(Product product, String path, String body) {
        return post(product, path, "application/json", body);
    }

    private static String post(Product product, String path, String contentType, String body) {
        String key = product.addKey("*").getString("key");
        Answer answer =
                product.anybody().send("POST", path, body, Map.of("Content-Type", contentType, "x-api-key", key));
        return answer.status() + " " + answer.body();
    }
}
