package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.rotation.KeyRotation;

/** The key that encrypts stored secrets. */
@Path("settings/encryption-key")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EncryptionKeyResource {

    @Inject
    private KeyRotation rotation;

    @GET
    @Operation(summary = "Tells how many stored secrets are encrypted with the newest key, and how many are not yet")
    public JsonObject status() {
        return JsonRecords.write(rotation.status());
    }

    @POST
    @Path("rotate")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Makes a new key",
            description =
                    "What is stored is encrypted anew in the background, while calls and edits go on, also after a"
                            + " restart; pending counts down to 0. Back up the keyset file afterwards.")
    public Response rotate() {
        return Response.accepted(JsonRecords.write(rotation.rotate())).build();
    }
}
