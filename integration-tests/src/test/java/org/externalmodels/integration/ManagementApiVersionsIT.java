package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.integration.ManagementApi.MODELS;
import static org.externalmodels.integration.ManagementApi.assertConflict;
import static org.externalmodels.integration.ManagementApi.assertProblem;

import java.util.List;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

/** What is written says which version it is for, and of two who write the second is told. */
class ManagementApiVersionsIT {

    private final Product product = new Product(QuickStart.server());
    private final HttpCalls admin = product.administrator();
    private final ManagementApi api = new ManagementApi(product.administrator());

    @Test
    void aWriteThatDoesNotSayItsVersionIsRefused() {
        String model = MODELS + "/" + product.add(product.definition("versioned"));

        for (String path : List.of(model, model + "/connections/" + api.connection(model))) {
            assertProblem(api.send("PATCH", path, "{}", null), 428);
            assertProblem(api.send("DELETE", path, null, null), 428);
        }
    }

    @Test
    void ofTwoEditsOfAModelTheSecondIsAConflict() {
        String model = MODELS + "/" + product.add(product.definition("versioned"));
        String seen = api.etag(model);

        assertThat(api.send("PATCH", model, "{\"providerModel\": \"first\"}", seen)
                        .status())
                .isEqualTo(200);
        Answer second = api.send("PATCH", model, "{\"providerModel\": \"second\"}", seen);

        assertConflict(second, seen, api.etag(model));
        assertThat(admin.get(model).json().getJsonObject("draft").getString("providerModel"))
                .isEqualTo("first");
        assertConflict(api.send("DELETE", model, null, seen), seen, api.etag(model));
    }

    @Test
    void ofTwoNewKeysOfAConnectionTheSecondIsAConflict() {
        String model = MODELS + "/" + product.add(product.definition("versioned"));
        String connection = model + "/connections/" + api.connection(model);
        String seen = api.etag(connection);

        assertThat(api.send("PATCH", connection, "{\"apiKey\": \"sk-first\"}", seen)
                        .status())
                .isEqualTo(200);
        Answer second = api.send("PATCH", connection, "{\"apiKey\": \"sk-second\"}", seen);

        assertConflict(second, seen, api.etag(connection));
    }

    @Test
    void everyWriteOfSomethingWithAnETagSaysWhichVersionItIsFor() {
        String model = MODELS + "/" + product.add(product.definition("unseen"));
        String connection = model + "/connections/" + api.connection(model);
        String key = "/api/v1/application-keys/" + product.addKey("*").getString("id");
        String profile = "/api/v1/authorization-profiles/" + product.addProfile("unseen");
        String name = admin.get(model).json().getString("name");
        Answer priced = api.send(
                "POST", "/api/v1/prices", "{\"model\": \"" + name + "\", \"currency\": \"USD\", \"input\": 1}", null);
        assertThat(priced.status()).as(priced.body()).isEqualTo(201);
        String price = "/api/v1/prices/" + priced.json().getString("id");

        for (String[] write : new String[][] {
            {"PUT", model + "/inferencing", "{\"enabled\": false}"},
            {"POST", model + "/confirm", null},
            {"PATCH", model + "/draft", "{}"},
            {"DELETE", model + "/draft", null},
            {"POST", model + "/revisions/1/restore", null},
            {"PUT", connection + "/inferencing", "{\"enabled\": false}"},
            {"PATCH", connection, "{}"},
            {"POST", connection + "/rotate", "{\"apiKey\": \"new\"}"},
            {"DELETE", connection, null},
            {"POST", key + "/rotate", null},
            {"PATCH", key, "{}"},
            {"DELETE", key, null},
            {"PATCH", profile, "{}"},
            {"DELETE", profile, null},
            {"PATCH", price, "{}"},
            {"DELETE", price, null},
            {"PATCH", "/api/v1/settings/retention", "{}"},
            {"PATCH", "/api/v1/settings/redaction", "{}"},
        }) {
            Answer answer = api.send(write[0], write[1], write[2], null);
            assertProblem(answer, 428);
            assertThat(answer.json().getString("detail")).as(write[1]).contains("If-Match");
        }
    }

    @Test
    void aSecondSwitchWithTheSameVersionIsAConflict() {
        String model = MODELS + "/" + product.add(product.definition("switched"));
        String seen = api.etag(model);
        assertThat(api.send("PUT", model + "/inferencing", "{\"enabled\": false}", seen)
                        .status())
                .isEqualTo(200);

        assertConflict(api.send("PUT", model + "/inferencing", "{\"enabled\": true}", seen), seen, api.etag(model));
    }
}
