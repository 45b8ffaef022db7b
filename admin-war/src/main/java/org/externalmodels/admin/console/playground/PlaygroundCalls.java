package org.externalmodels.admin.console.playground;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.playground.Playground;

/** Makes a call and hands its answer over as it arrives: one JSON object a line. */
@WebServlet(urlPatterns = "/playground/data/calls", asyncSupported = true)
public class PlaygroundCalls extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** More than five images of the largest size, in Base64. */
    private static final long LONGEST = 140L << 20;

    @Inject
    private transient Playground playground;

    @Inject
    private transient RunningCalls running;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getContentLengthLong() > LONGEST) {
            PlaygroundFilter.fail(response, 413, "The attached files are too large.");
            return;
        }
        PlaygroundCall call = JsonRecords.read(body(request), PlaygroundCall.class);
        ModelConnection connection = playground.open(call.model(), call.connection());
        response.setContentType("application/x-ndjson");
        AsyncContext async = request.startAsync();
        // The call has its own limit in time.
        async.setTimeout(0);
        String owner = request.getUserPrincipal().getName();
        StreamedCall streamed = new StreamedCall(call, async, () -> running.remove(owner, call.id()));
        running.add(owner, call.id(), streamed);
        streamed.begin(connection);
    }

    private static JsonObject body(HttpServletRequest request) throws IOException {
        try (JsonReader reader = Json.createReader(request.getInputStream())) {
            return reader.readObject();
        }
    }

    /** Stops a call of the user's own; one that has ended is left alone. */
    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        running.stop(request.getUserPrincipal().getName(), request.getParameter("id"));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
