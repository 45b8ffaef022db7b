package org.externalmodels.admin.console.audit;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.externalmodels.admin.console.Attachment;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.admin.download.AuditDownload;
import org.externalmodels.admin.download.Csv;

/** The entries of an address as a file. */
@WebServlet("/downloads/audit-log.csv")
public class DownloadAuditLog extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient AuditDownload download;

    @Inject
    private transient Wording wording;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Attachment.send(
                response,
                "audit-log.csv",
                Csv.MEDIA_TYPE,
                () -> download.of(ShowAuditLog.query(request).filter(wording.zone(), Instant.now())));
    }
}
