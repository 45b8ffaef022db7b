package org.externalmodels.admin.console.playground;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.admin.console.traces.CallCost;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.traces.TraceLog;

/** What calls cost, of those whose traces are stored by now: that is a moment after they end. */
@WebServlet("/playground/data/costs")
public class PlaygroundCosts extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 50;

    @Inject
    private transient TraceLog traces;

    @Inject
    private transient Wording wording;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] asked = request.getParameterValues("call");
        if (asked == null || asked.length > MOST) {
            PlaygroundFilter.fail(response, 400, "Between 1 and " + MOST + " calls can be asked for.");
            return;
        }
        JsonArrayBuilder items = Json.createArrayBuilder();
        traces.attempts(Set.copyOf(List.of(asked))).forEach((id, attempts) -> {
            CallCost cost = new CallCost(attempts);
            if (cost.isFinal()) {
                items.add(cost.json(id, wording));
            }
        });
        PlaygroundFilter.send(
                response, Json.createObjectBuilder().add("items", items).build().toString());
    }
}
