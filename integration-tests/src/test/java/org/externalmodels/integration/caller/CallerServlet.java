package org.externalmodels.integration.caller;

import jakarta.annotation.Resource;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.resource.ResourceException;
import jakarta.resource.cci.Connection;
import jakarta.resource.cci.ConnectionFactory;
import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.MappedRecord;
import jakarta.resource.cci.Record;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/** Calls any model in any way, for the tests: {@code ?model=&connection=&prompt=&way=typed|async|stream|cci|cci-stream&span=}. */
@WebServlet("/")
public class CallerServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Where these two are found is said in the web application's descriptor, which differs with the deployment. */
    @Resource(name = "eis/ExternalModels")
    private transient ModelConnectionFactory models;

    @Resource(name = "eis/ExternalModelsCci")
    private transient ConnectionFactory cciModels;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        StringBuilder handedOver = new StringBuilder();
        JsonObjectBuilder answer = Json.createObjectBuilder();
        try {
            call(request, handedOver, answer);
        } catch (InferenceException e) {
            answer.add("code", e.code().name()).add("message", e.getMessage());
        } catch (ResourceException e) {
            answer.add("code", String.valueOf(e.getErrorCode())).add("message", String.valueOf(e.getMessage()));
        }
        response.setContentType("application/json; charset=UTF-8");
        response.getWriter()
                .write(answer.add("handedOver", handedOver.toString()).build().toString());
    }

    private void call(HttpServletRequest request, StringBuilder handedOver, JsonObjectBuilder answer)
            throws ResourceException {
        if (request.getParameter("way").startsWith("cci")) {
            cci(request, answer);
            return;
        }
        if (request.getParameter("way").equals("langchain4j")) {
            ChatModelCall.make(
                    models,
                    request.getParameter("model"),
                    request.getParameter("connection"),
                    request.getParameter("prompt"),
                    answer);
            return;
        }
        String span = request.getParameter("span");
        if (span == null) {
            typed(request, handedOver, answer);
        } else {
            CallerSpan.within(span, () -> typed(request, handedOver, answer)).run();
        }
    }

    private void typed(HttpServletRequest request, StringBuilder handedOver, JsonObjectBuilder answer) {
        InferenceRequest prompt = InferenceRequest.prompt(request.getParameter("prompt"));
        try (ModelConnection model =
                models.getConnection(request.getParameter("model"), request.getParameter("connection"))) {
            describe(
                    switch (request.getParameter("way")) {
                        case "typed" -> model.infer(prompt);
                        case "async" -> async(model, prompt);
                        case "stream" -> stream(model, prompt, handedOver);
                        default -> throw new IllegalArgumentException(request.getParameter("way"));
                    },
                    answer);
        }
    }

    private static InferenceResponse async(ModelConnection model, InferenceRequest prompt) {
        try {
            return model.inferAsync(prompt).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof InferenceException failure ? failure : e;
        }
    }

    private static InferenceResponse stream(ModelConnection model, InferenceRequest prompt, StringBuilder handedOver) {
        try (InferenceStream stream = model.stream(prompt)) {
            return StreamedAnswer.of(stream, handedOver);
        }
    }

    private static void describe(InferenceResponse response, JsonObjectBuilder answer) {
        answer.add("text", response.text())
                .add("connection", response.connectionName())
                .add("traceId", response.traceId());
        add(answer, "inputTokens", response.usage().inputTokens());
        add(answer, "outputTokens", response.usage().outputTokens());
    }

    private static void add(JsonObjectBuilder answer, String name, OptionalLong tokens) {
        if (tokens.isPresent()) {
            answer.add(name, tokens.getAsLong());
        }
    }

    private void cci(HttpServletRequest request, JsonObjectBuilder answer) throws ResourceException {
        MappedRecord<String, Object> asked = cciModels.getRecordFactory().createMappedRecord("request");
        for (String key : new String[] {"model", "connection", "prompt"}) {
            if (request.getParameter(key) != null) {
                asked.put(key, request.getParameter(key));
            }
        }
        if (request.getParameter("way").equals("cci-stream")) {
            asked.put("stream", true);
        }
        Connection connection = cciModels.getConnection();
        try {
            Map<String, Object> given = whole(connection.createInteraction().execute(null, asked));
            for (String key : new String[] {"text", "connection", "traceId"}) {
                answer.add(key, (String) given.get(key));
            }
            for (String key : new String[] {"inputTokens", "outputTokens"}) {
                if (given.get(key) != null) {
                    answer.add(key, (Long) given.get(key));
                }
            }
        } finally {
            connection.close();
        }
    }

    /** An answer, or what its chunks are together. */
    @SuppressWarnings("unchecked") // as is documented
    private static Map<String, Object> whole(Record answer) {
        if (!(answer instanceof IndexedRecord<?> chunks)) {
            return (Map<String, Object>) answer;
        }
        Map<String, Object> whole = new HashMap<>();
        for (Object chunk : chunks) {
            ((Map<String, Object>) chunk)
                    .forEach((key, value) ->
                            whole.merge(key, value, (before, more) -> before.toString() + more.toString()));
        }
        return whole;
    }
}
