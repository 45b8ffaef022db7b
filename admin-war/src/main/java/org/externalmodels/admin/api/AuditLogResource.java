package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.admin.download.AuditDownload;
import org.externalmodels.admin.download.Csv;
import org.externalmodels.admin.download.Download;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.audit.AuditFilter;
import org.externalmodels.registry.audit.AuditTrail;
import org.externalmodels.registry.audit.AuditVerdict;
import org.externalmodels.registry.json.JsonRecords;

/** The audit log. */
@Path("audit-log")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AuditLogResource {

    @Inject
    private AuditTrail trail;

    @Inject
    private AuditDownload download;

    @QueryParam("actor")
    private String actor;

    @QueryParam("action")
    private String action;

    @QueryParam("targetKind")
    private String targetKind;

    @QueryParam("targetName")
    private String targetName;

    @QueryParam("from")
    private String from;

    @QueryParam("to")
    private String to;

    @QueryParam("text")
    private String text;

    @GET
    @Operation(
            summary = "Lists entries, newest first",
            description = "action is one such as model.added, or all that begin with model; text is looked for in"
                    + " names and in what was before and after.")
    public JsonObject list(@QueryParam("limit") String limit, @QueryParam("after") String after) {
        return ListAnswer.of(
                trail.slice(filter(), ListParameters.limit(limit), Optional.ofNullable(after)), JsonRecords::write);
    }

    @GET
    @Produces(Csv.SECOND_CHOICE)
    @Operation(
            summary = "Downloads entries as CSV, for Accept: text/csv",
            description = "All entries of the filter; that somebody took them out is recorded as well.")
    public Response download() {
        Download file = download.of(filter());
        return Response.ok((StreamingOutput) file::writeTo, Csv.MEDIA_TYPE + "; charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-log.csv\"")
                .build();
    }

    @POST
    @Path("verify")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Walks along the whole chain and tells what was changed, removed or inserted",
            description = "With an end that was noted earlier it also tells whether history was rewritten.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = EndBody.class),
                            examples = {
                                @ExampleObject(name = "all", value = "{}"),
                                @ExampleObject(name = "since", value = "{\"position\": 4711, \"seal\": \"AbC…\"}")
                            }))
    public JsonObject verify(String body) {
        EndBody known = body == null || body.isBlank() ? new EndBody(null, null) : JsonBody.read(body, EndBody.class);
        return JsonRecords.write(trail.verify(known.end()));
    }

    private AuditFilter filter() {
        return new AuditFilter(
                Optional.ofNullable(actor),
                Optional.ofNullable(action),
                Optional.ofNullable(targetKind),
                Optional.ofNullable(targetName),
                ListParameters.time("from", from),
                ListParameters.time("to", to),
                Optional.ofNullable(text));
    }

    /**
     * An end of the chain, as an earlier answer had it.
     *
     * @param position of the last entry
     * @param seal of the last entry
     */
    @Schema(name = "AuditChainEnd")
    public record EndBody(Long position, String seal) {

        Optional<AuditVerdict.End> end() {
            if ((position == null) != (seal == null)) {
                String missing = position == null ? "position" : "seal";
                throw new ApiException(
                        422, missing + " is required", DefinitionProblem.of(missing, "is required beside the other"));
            }
            return position == null ? Optional.empty() : Optional.of(new AuditVerdict.End(position, seal));
        }
    }
}
