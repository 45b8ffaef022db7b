package org.externalmodels.admin.api;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.telemetry.Metrics;

/** The server's metrics where Prometheus looks for them. Names of models are for those who may see models. */
@WebServlet(name = "metrics", urlPatterns = MetricsServlet.PATH)
public class MetricsServlet extends HttpServlet {

    static final String PATH = "/metrics";

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Metrics metrics;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Stream.of(Role.ADMIN, Role.EDITOR, Role.VIEWER, Role.AUDITOR).noneMatch(request::isUserInRole)) {
            Problem.of(403, "Metrics are for the roles admin, editor, viewer and auditor.")
                    .write(response);
            return;
        }
        Metrics.Text text = metrics.text(request.getHeader("Accept"));
        response.setContentType(text.contentType());
        text.write(response.getOutputStream());
    }
}
