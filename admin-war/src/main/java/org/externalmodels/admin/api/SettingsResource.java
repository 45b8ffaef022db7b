package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.retention.RedactionRules;
import org.externalmodels.registry.retention.RetentionAges;
import org.externalmodels.registry.retention.UsageSettings;

/** What is set for usage. */
@Path("settings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
public class SettingsResource {

    @Inject
    private UsageSettings settings;

    @GET
    @Path("retention")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Shows after how many days usage is deleted",
            description =
                    "bodies: captured requests and answers; traces: whole rows; hours and days: sums. null is never."
                            + " Audit entries are never deleted.")
    public Response retention() {
        return shown(settings.retention());
    }

    @PATCH
    @Path("retention")
    @Operation(summary = "Sets after how many days usage is deleted, by JSON merge patch")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/RetentionAges"),
                            examples = @ExampleObject(value = "{\"bodies\": 7, \"traces\": 90}")))
    public Response keep(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        Long version = EntityTags.required(ifMatch);
        settings.keep(patched(settings.retention(), text, RetentionAges.class), version);
        return shown(settings.retention());
    }

    @GET
    @Path("redaction")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Shows what is taken out of captured requests and answers before they are stored")
    public Response redaction() {
        return shown(settings.redaction());
    }

    @PATCH
    @Path("redaction")
    @Operation(
            summary = "Sets what is taken out of captured requests and answers, by JSON merge patch",
            description =
                    "fields are names of JSON members, patterns regular expressions. Holds for calls from now on.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/RedactionRules"),
                            examples =
                                    @ExampleObject(
                                            value =
                                                    "{\"fields\": [\"iban\"], \"patterns\": [\"[0-9]{3}-[0-9]{2}-[0-9]{4}\"]}")))
    public Response redact(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, String text) {
        Long version = EntityTags.required(ifMatch);
        settings.redact(patched(settings.redaction(), text, RedactionRules.class), version);
        return shown(settings.redaction());
    }

    private static <R extends Record> R patched(UsageSettings.Setting<R> seen, String text, Class<R> type) {
        return JsonBody.read(
                Json.createMergePatch(JsonBody.object(text))
                        .apply(JsonRecords.write(seen.value()))
                        .asJsonObject(),
                type);
    }

    private static Response shown(UsageSettings.Setting<?> setting) {
        JsonObject json = JsonRecords.write(setting.value());
        return Response.ok(json)
                .header(HttpHeaders.ETAG, EntityTags.of(setting.version()))
                .build();
    }
}
