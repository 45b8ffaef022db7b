package org.externalmodels.admin.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** An error as RFC 9457 problem details. */
record Problem(int status, String detail, List<DefinitionProblem> problems) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String detail) {
        return new Problem(status, detail, List.of());
    }

    Response response() {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(json().toString())
                .build();
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream().write(json().toString().getBytes(StandardCharsets.UTF_8));
    }

    JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title())
                .add("status", status);
        if (detail != null) {
            json.add("detail", detail);
        }
        if (!problems.isEmpty()) {
            JsonArrayBuilder list = Json.createArrayBuilder();
            problems.forEach(problem -> list.add(json(problem)));
            json.add("problems", list);
        }
        return json.build();
    }

    static JsonObject json(DefinitionProblem problem) {
        return Json.createObjectBuilder()
                .add("field", problem.field())
                .add("message", problem.message())
                .add(
                        "line",
                        JsonRecords.json(
                                problem.line().isPresent() ? problem.line().getAsInt() : null))
                .add(
                        "column",
                        JsonRecords.json(
                                problem.column().isPresent() ? problem.column().getAsInt() : null))
                .build();
    }

    /** With the type {@code about:blank} the title is the status' own phrase. */
    private String title() {
        Response.Status known = Response.Status.fromStatusCode(status);
        if (known != null) {
            return known.getReasonPhrase();
        }
        return status == 422 ? "Unprocessable Content" : "Error " + status;
    }
}
