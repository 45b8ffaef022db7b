package org.externalmodels.registry.exchange;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.json.Json;

/** Authorization profiles, models, prices and limits as one document, out and in again. */
@Stateless
public class Exchange {

    private final ExportedDocument document;
    private final Importing importing;
    private final AuditLog audit;
    private final Supplier<Actor> actor;
    private final Runnable rollBack;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public Exchange() {
        this(null, null, null, null, null);
    }

    @Inject
    public Exchange(ExportedDocument document, Importing importing, AuditLog audit) {
        this.document = document;
        this.importing = importing;
        this.audit = audit;
        this.actor = () -> Actor.of(context);
        this.rollBack = () -> context.setRollbackOnly();
    }

    /** For use outside the container, where roles are not checked. */
    public Exchange(
            ExportedDocument document, Importing importing, AuditLog audit, Supplier<Actor> actor, Runnable rollBack) {
        this.document = document;
        this.importing = importing;
        this.audit = audit;
        this.actor = actor;
        this.rollBack = rollBack;
    }

    /**
     * Writes all of them as YAML, without secrets.
     *
     * @param references whether each secret gets a name under which an import looks for it in the configuration
     */
    @RolesAllowed({Role.ADMIN, Role.EDITOR})
    public String export(boolean references) {
        audit.record(
                actor.get(),
                "registry.exported",
                new AuditTarget("registry", "registry", "registry"),
                null,
                Json.createObjectBuilder().add("references", references).build());
        return document.write(references);
    }

    /**
     * Makes the registry as the document has it, all of it or nothing. Doing it twice changes nothing the second time.
     *
     * @param dryRun whether to tell only what would be done
     * @throws RegistryException with all problems, if there are any and it is no dry run
     */
    @RolesAllowed(Role.ADMIN)
    public ImportResult importDocument(String text, boolean dryRun) {
        ImportResult result = importing.run(actor.get(), text, dryRun);
        if (dryRun) {
            rollBack.run();
            return result;
        }
        if (!result.problems().isEmpty()) {
            throw RegistryException.invalid(result.problems());
        }
        return result.kept(true);
    }
}
