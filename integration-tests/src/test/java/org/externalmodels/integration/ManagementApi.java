package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;

/** The management API as an administrator calls it, with anything, right or wrong. */
final class ManagementApi {

    static final String MODELS = "/api/v1/models";

    private final HttpCalls admin;

    ManagementApi(HttpCalls admin) {
        this.admin = admin;
    }

    Answer post(String body) {
        return send("POST", MODELS, body, null);
    }

    Answer send(String method, String path, String body, String ifMatch) {
        Map<String, String> headers = ifMatch == null
                ? Map.of("Content-Type", "application/json")
                : Map.of("Content-Type", "application/json", "If-Match", ifMatch);
        return admin.send(method, path, body, headers);
    }

    String etag(String path) {
        return admin.get(path).header("ETag").orElseThrow();
    }

    String connection(String model) {
        return admin.get(model + "/connections")
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
    }

    static void assertConflict(Answer answer, String seen, String current) {
        assertProblem(answer, 409);
        assertThat(seen).isNotEqualTo(current);
        assertThat(answer.json().getString("detail"))
                .contains("version " + current.replace("\"", ""), "not at " + seen.replace("\"", ""));
    }

    static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonObject problem = answer.json();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
    }

    static JsonObject problem(Answer answer) {
        return answer.json().getJsonArray("problems").getJsonObject(0);
    }
}
