package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits, budgets and routing on a server: whatever the way in, they hold. */
class LimitsIT {

    private final Product product = new Product(QuickStart.server());

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
                return post(product, "/v1/chat/completions", chat(model));
            }
        },
        STREAMED_CHAT_COMPLETIONS {
            @Override
            String call(Product product, String model, String id) {
                return post(
                        product,
                        "/v1/chat/completions",
                        chat(model).replace("{\"model\"", "{\"stream\":true,\"model\""));
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
                        "{\"max_tokens\":9," + chat(model).substring(1));
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
                        + part(
                                "name=\"file\"; filename=\"speech.wav\"",
                                "Content-Type: audio/wav\r\n",
                                "x".repeat(2_000))
                        + "--of-this-test--\r\n";
                return post(product, "/v1/audio/transcriptions", "multipart/form-data; boundary=of-this-test", form);
            }

            private static String part(String disposition, String type, String content) {
                return "--of-this-test\r\nContent-Disposition: form-data; " + disposition + "\r\n" + type + "\r\n"
                        + content + "\r\n";
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
                return post(product, "/v1/chat/completions", chat(model));
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

        private static String chat(String model) {
            return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";
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

    @ParameterizedTest
    @EnumSource
    void aLimitBindsEveryWayIn(WayIn way) {
        Definition definition = product.definition("limited");
        String id = product.add(way.model(product, definition));
        add("limits", limit(definition.name()).add("amount", 1).build());

        String first = way.call(product, definition.name(), id);
        String second = way.call(product, definition.name(), id);

        assertThat(first).doesNotContain("LIMIT_EXCEEDED").doesNotContain("\"code\"");
        assertThat(second).contains("LIMIT_EXCEEDED");
    }

    @ParameterizedTest
    @EnumSource
    void aBudgetBindsEveryWayIn(WayIn way) {
        Definition definition = product.definition("budgeted");
        String id = product.add(way.model(product, definition));
        add(
                "prices",
                Json.createObjectBuilder()
                        .add("model", definition.name())
                        .add("currency", "USD")
                        .add("request", 0.01)
                        .build());
        add(
                "budgets",
                Json.createObjectBuilder()
                        .add("name", "budget-" + UUID.randomUUID())
                        .add("amount", 0.01)
                        .add("currency", "USD")
                        .add("period", "month")
                        .add("model", definition.name())
                        .build());
        // What prices are is looked after each second.
        await().until(() -> {
            way.call(product, definition.name(), id);
            return way.call(product, definition.name(), id).contains("BUDGET_EXCEEDED");
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSwitchBindsEveryWayIn(WayIn way) {
        Definition definition = product.definition("switched");
        String id = product.add(way.model(product, definition));
        product.switchModel(id, false);

        // Definitions are tested before they are switched on.
        if (way != WayIn.TEST) {
            assertThat(way.call(product, definition.name(), id)).contains("MODEL_NOT_ACTIVE");
        }
    }

    @Test
    void aRefusalSaysWhenToComeBackAndAnAnswerWhatIsLeft() {
        Definition definition = product.definition("told");
        product.add(definition);
        add("limits", limit(definition.name()).add("amount", 2).build());

        Answer answered = chat(definition.name());
        chat(definition.name());
        Answer refused = chat(definition.name());

        assertThat(answered.status()).as(answered.body()).isEqualTo(200);
        assertThat(answered.header("x-ratelimit-limit-requests")).contains("2");
        assertThat(answered.header("x-ratelimit-remaining-requests")).contains("1");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(refused.header("x-ratelimit-remaining-requests")).contains("0");
    }

    @Test
    void aLimitThatOnlyWatchesRefusesNothingAndIsToldOf() {
        Definition definition = product.definition("watched");
        product.add(definition);
        JsonObject limit = add(
                "limits",
                limit(definition.name()).add("amount", 1).add("mode", "shadow").build());

        for (int i = 0; i < 3; i++) {
            assertThat(chat(definition.name()).status()).isEqualTo(200);
        }

        await().untilAsserted(
                        () -> assertThat(Product.items(product.administrator().get("/api/v1/alerts")))
                                .anyMatch(alert -> alert.getString("limitId").equals(limit.getString("id"))));
    }

    @Test
    void whatIsUsedOfABudgetIsShownAndOutlastsAChange() {
        Definition definition = product.definition("shown");
        product.add(definition);
        add(
                "prices",
                Json.createObjectBuilder()
                        .add("model", definition.name())
                        .add("currency", "USD")
                        .add("request", 0.25)
                        .build());
        JsonObject budget = add(
                "budgets",
                Json.createObjectBuilder()
                        .add("name", "budget-" + UUID.randomUUID())
                        .add("amount", 10)
                        .add("currency", "USD")
                        .add("period", "day")
                        .add("model", definition.name())
                        .build());
        String address = "/api/v1/budgets/" + budget.getString("id");
        await().until(() -> {
            chat(definition.name());
            return product.administrator()
                            .get(address)
                            .json()
                            .getJsonNumber("used")
                            .doubleValue()
                    > 0;
        });
        double used = product.administrator()
                .get(address)
                .json()
                .getJsonNumber("used")
                .doubleValue();

        Answer edited = product.administrator()
                .send(
                        "PATCH",
                        address,
                        "{\"amount\": 20}",
                        Map.of("Content-Type", "application/json", "If-Match", "*"));

        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        assertThat(edited.json().getJsonNumber("used").doubleValue()).isEqualTo(used);
        assertThat(edited.json().getString("resetsOn")).endsWith("T00:00:00Z");
    }

    @Test
    void whatIsWrongIsToldByItsField() {
        Answer answer = product.administrator()
                .send(
                        "POST",
                        "/api/v1/limits",
                        "{\"name\": \"x\", \"measure\": \"requests-per-minute\", \"amount\": 0.5, \"budget\": 1}",
                        Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("budget");
    }

    @Test
    void aProviderThatIsGoneCostsNobodyAnAnswer() {
        Definition definition = product.definition("routed");
        URI gone = URI.create("http://127.0.0.1:1/v1/chat/completions");
        JsonObject json = Json.createObjectBuilder(definition.json())
                .add(
                        "connections",
                        Json.createArrayBuilder()
                                .add(connection("first", 0).add("baseUrl", gone.toString()))
                                .add(connection("second", 1)))
                .build();
        String id = product.add(json);

        for (int i = 0; i < 4; i++) {
            Answer answer = chat(definition.name());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("X-External-Models-Connection")).contains("second");
            assertThat(answer.header("X-External-Models-Model")).contains(definition.name());
        }

        await().untilAsserted(
                        () -> assertThat(product.traces(definition.name())).hasSize(5));
        JsonArray connections = product.administrator()
                .get("/api/v1/models/" + id + "/routing")
                .json()
                .getJsonArray("connections");
        assertThat(connections.getJsonObject(0).getString("state")).isEqualTo("cooling-down");
        assertThat(connections.getJsonObject(0).getString("lastFailure")).isEqualTo("PROVIDER_UNREACHABLE");
        assertThat(connections.getJsonObject(1).getString("state")).isEqualTo("available");
    }

    @Test
    void anotherModelStandsIn() {
        Definition spare = product.definition("spare");
        product.add(spare);
        Definition definition = product.definition("stood-in-for").withFault("status=503");
        JsonObject json = Json.createObjectBuilder(definition.json())
                .add(
                        "routing",
                        Json.createObjectBuilder()
                                .add("fallbackModels", Json.createArrayBuilder().add(spare.name())))
                .build();
        product.add(json);

        Answer answer = chat(definition.name());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getString("model")).isEqualTo(spare.name());
        assertThat(answer.header("X-External-Models-Model")).contains(spare.name());
    }

    private static JsonObjectBuilder connection(String name, int priority) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("apiKey", Definition.key("sk-routed"))
                .add("priority", priority);
    }

    private static JsonObjectBuilder limit(String model) {
        return Json.createObjectBuilder()
                .add("name", "limit-" + UUID.randomUUID())
                .add("measure", "requests-per-minute")
                .add("model", model);
    }

    private JsonObject add(String what, JsonObject body) {
        Answer answer = product.administrator().post("/api/v1/" + what, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private Answer chat(String model) {
        String key = product.addKey("*").getString("key");
        return product.anybody()
                .send(
                        "POST",
                        "/v1/chat/completions",
                        WayIn.chat(model),
                        Map.of("Content-Type", "application/json", "x-api-key", key));
    }
}
