package org.externalmodels.admin.console.settings;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.registry.start.Readiness;

/** What this server is, how it is, and what its configuration says. Nothing of it is changed here. */
@Named
@RequestScoped
public class ShowServer {

    @Inject
    @ConfigProperty(name = "EXTERNAL_MODELS_EGRESS_ALLOW")
    private Optional<String> egress;

    @Inject
    @ConfigProperty(name = "EXTERNAL_MODELS_TRUSTED_PRINCIPAL")
    private Optional<String> trustedPrincipal;

    @Inject
    @ConfigProperty(name = "EXTERNAL_MODELS_SANDBOX", defaultValue = "off")
    private String sandbox;

    @Inject
    @ConfigProperty(name = "EXTERNAL_MODELS_PUBLIC_URL")
    private Optional<String> publicUrl;

    @Inject
    private Readiness readiness;

    @Inject
    private ModelDirectory directory;

    @Inject
    private HttpServletRequest request;

    /** Hosts and networks that may be called beside public ones. */
    public List<String> getEgress() {
        return egress.map(list -> Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** Whether this machine's own addresses are allowed because of the sandbox. */
    public boolean isLoopbackAllowed() {
        return isSandbox() && getEgress().isEmpty();
    }

    public boolean isSandbox() {
        return sandbox.equalsIgnoreCase("on");
    }

    public String getTrustedPrincipal() {
        return trustedPrincipal.orElse(null);
    }

    public String getPublicUrl() {
        return publicUrl.orElse(null);
    }

    /** What is in the way of changes at the moment, {@code null} if nothing is. */
    public String getObstacle() {
        return readiness.obstacle().orElse(null);
    }

    public UsageJournal.Fill getJournal() {
        return directory.journal().fill();
    }

    /** How many models are published to callers. */
    public int getPublished() {
        return directory.models().size();
    }

    public String getVersion() {
        return context().getInitParameter("org.omnifaces.VERSIONED_RESOURCE_HANDLER_VERSION");
    }

    public String getServer() {
        return context().getServerInfo();
    }

    public String getJava() {
        return Runtime.version() + ", " + System.getProperty("java.vendor");
    }

    private ServletContext context() {
        return request.getServletContext();
    }
}
