package org.externalmodels.sandbox;

import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Whether the sandbox answers at all. MicroProfile Config decides; where there is none, the servlet's init parameter of
 * the same name, then what the servlet was built with.
 */
final class SandboxSwitch {
    static final String NAME = "EXTERNAL_MODELS_SANDBOX";

    private SandboxSwitch() {}

    static boolean isOn(String initParameter, boolean builtOn) {
        return configured()
                .or(() -> Optional.ofNullable(initParameter))
                .map(SandboxSwitch::means)
                .orElse(builtOn);
    }

    private static boolean means(String value) {
        return value.strip().equalsIgnoreCase("on") || value.strip().equalsIgnoreCase("true");
    }

    private static Optional<String> configured() {
        try {
            return ConfigProvider.getConfig().getOptionalValue(NAME, String.class);
        } catch (IllegalStateException | NoClassDefFoundError noMicroProfileHere) {
            return Optional.empty();
        }
    }
}
