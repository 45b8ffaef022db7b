package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;

/** Values of secrets from MicroProfile Config, by the names in an imported document. */
@Dependent
public class ConfigSecrets {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    /** The server's own are no keys of providers, and would go to whatever endpoint the document names. */
    private static final Pattern OWN =
            Pattern.compile("(?i)EXTERNAL[_.]MODELS[_.](?!SECRET[_.]).*|KEYSTORE.*|AWS[_.].*|.*javax.*|java\\..*");

    private final Function<String, Optional<String>> config;

    public ConfigSecrets() {
        this(name -> ConfigProvider.getConfig().getOptionalValue(name, String.class));
    }

    public ConfigSecrets(Function<String, Optional<String>> config) {
        this.config = config;
    }

    /** The value of a reference; empty if it names none. */
    Optional<Secret> value(String at, SecretReference reference) {
        if (reference == null || reference.config() == null) {
            return Optional.empty();
        }
        String name = reference.config();
        if (!NAME.matcher(name).matches() || OWN.matcher(name).matches()) {
            throw RegistryException.invalid(
                    at, "must be the name of a secret in the configuration, such as EXTERNAL_MODELS_SECRET_MAIN");
        }
        String value = config.apply(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> RegistryException.invalid(at, "There is no " + name + " in the configuration"));
        return Optional.of(Secret.of(value));
    }
}
