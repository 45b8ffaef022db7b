package org.externalmodels.admin.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.externalmodels.inference.spi.DefinitionProblem;

/** The position of a switch. */
@Schema(name = "Switch")
public record SwitchBody(Boolean enabled) {

    static boolean read(String text) {
        Boolean enabled = JsonBody.read(text, SwitchBody.class).enabled();
        if (enabled == null) {
            throw new ApiException(422, "enabled is required", DefinitionProblem.of("enabled", "is required"));
        }
        return enabled;
    }
}
