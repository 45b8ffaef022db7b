package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.externalmodels.admin.download.Csv;
import org.externalmodels.admin.download.Download;
import org.externalmodels.admin.download.TraceDownload;
import org.externalmodels.registry.traces.TraceFilter;

/** Traces as a file, written part by part while they are read, so that it may be of any length. */
@RequestScoped
public class TraceFile {

    @Inject
    private TraceDownload download;

    Response of(TraceFilter filter) {
        Download file = download.of(filter);
        return Response.ok((StreamingOutput) file::writeTo, Csv.MEDIA_TYPE + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"traces.csv\"")
                .build();
    }
}
