package org.externalmodels.registry.start;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.lifecycle.Workshop;
import org.externalmodels.registry.model.Models;

/** The model that is there on a first start beside a sandbox provider, so that there is something to call. */
@ApplicationScoped
@OwnTransaction
public class SandboxModel {

    private final Models models;
    private final Workshop workshop;
    private final boolean sandbox;
    private final int port;

    protected SandboxModel() {
        this(null, null, "off", 0);
    }

    @Inject
    public SandboxModel(
            Models models,
            Workshop workshop,
            @ConfigProperty(name = "EXTERNAL_MODELS_SANDBOX", defaultValue = "off") String sandbox,
            @ConfigProperty(name = "HTTP_PORT", defaultValue = "9080") int port) {
        this.models = models;
        this.workshop = workshop;
        this.sandbox = List.of("on", "true").contains(sandbox.toLowerCase(Locale.ROOT));
        this.port = port;
    }

    /** Adds the model to an empty registry in which nothing was ever changed. */
    public void createOnFirstStart() {
        if (sandbox && models.untouched()) {
            new ModelLifecycle(workshop, RefusedSecrets.UNNOTED, () -> Actor.SYSTEM)
                    .create(definition(), List.of(GivenConnection.of("main", "sk-sandbox-demo")), true);
        }
    }

    private Definition definition() {
        return new Definition(
                "claims-gpt",
                null,
                null,
                "http://localhost:" + port + "/sandbox/openai/v1/chat/completions",
                ProviderStructure.OPENAI_CHAT,
                "sandbox-1",
                null,
                null,
                null,
                null,
                null,
                List.of(Feature.STRUCTURED_RESPONSE, Feature.STREAMING, Feature.TOOL_CALLING),
                null,
                null,
                null,
                null,
                null);
    }
}
