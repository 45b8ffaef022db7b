package org.externalmodels.admin.console.traces;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.externalmodels.admin.console.Attachment;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.admin.download.Csv;
import org.externalmodels.admin.download.TraceDownload;

/** The traces of an address as a file. */
@WebServlet("/downloads/traces.csv")
public class DownloadTraces extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient TraceDownload download;

    @Inject
    private transient Wording wording;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Attachment.send(
                response,
                "traces.csv",
                Csv.MEDIA_TYPE,
                () -> download.of(TraceQuery.of(request.getParameterMap()).filter(wording.zone(), Instant.now())));
    }
}
