package org.externalmodels.admin.console.settings;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.externalmodels.admin.console.Attachment;
import org.externalmodels.registry.exchange.Exchange;

/** All models as one YAML document, without secrets. */
@WebServlet("/downloads/external-models.yaml")
public class DownloadModels extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Exchange exchange;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean references = "references".equals(request.getParameter("secrets"));
        Attachment.send(response, "external-models.yaml", "application/yaml", () -> {
            String document = exchange.export(references);
            return out -> out.write(document.getBytes(StandardCharsets.UTF_8));
        });
    }
}
