package org.externalmodels.registry.lifecycle;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.audit.LastChange;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.Workshop.Change;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.ConnectionCheck;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;

/** The connections of a model. They are not part of a revision: what is changed here serves at once. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
public class ModelConnections {

    private final Workshop workshop;
    private final RefusedSecrets refusals;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public ModelConnections() {
        this(null, RefusedSecrets.UNNOTED);
    }

    @Inject
    public ModelConnections(Workshop workshop, RefusedSecrets refusals) {
        this.workshop = workshop;
        this.refusals = refusals;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public ModelConnections(Workshop workshop, RefusedSecrets refusals, Supplier<Actor> actor) {
        this.workshop = workshop;
        this.refusals = refusals;
        this.actor = actor;
    }

    /**
     * Adds a connection. A key that is refused with it is in the audit log.
     *
     * @return its id
     * @throws RegistryException if the name or the key is taken; the message names the connection that has it
     */
    public String add(String modelId, GivenConnection given) {
        Model model = workshop.models.get(modelId);
        return refusals.noting(actor, GivenKeys.ofNew(model.name(), given), () -> add(model, given));
    }

    private String add(Model model, GivenConnection given) {
        return workshop.guarded(model.name(), () -> {
            NewConnections additions = new NewConnections(workshop, model, shown(model));
            Connection connection = additions.add(given, actor.get().name(), Workshop.now());
            workshop.check.connection(model, connection);
            workshop.change(actor.get(), model, () -> additions.added(connection, given));
            return connection.id();
        });
    }

    /** Refuses a name that another connection of the model cannot have. */
    public void checkName(String modelId, String name) {
        List<DefinitionProblem> problems = new ArrayList<>();
        DefinitionRules.name("name", name, problems);
        DefinitionCheck.refuse(problems);
        NewConnections.refuseTakenName(name.strip(), workshop.models.connections(workshop.models.get(modelId)));
    }

    /**
     * Changes credentials.
     *
     * @param seenVersion the version that the user saw, {@code null} to overwrite any
     * @param apiKey the new key, empty to keep the old one
     * @param baseUrl the base URL, empty for none; moving a connection to another host needs the key again
     */
    public void edit(String modelId, String id, Long seenVersion, Optional<Secret> apiKey, Optional<String> baseUrl) {
        AwsAccess access = workshop.models
                .connection(workshop.models.get(modelId), id, seenVersion)
                .access();
        edit(modelId, id, seenVersion, apiKey, baseUrl, access);
    }

    /** The same with how the connection gets at models of Amazon Bedrock. */
    public void edit(
            String modelId,
            String id,
            Long seenVersion,
            Optional<Secret> apiKey,
            Optional<String> baseUrl,
            AwsAccess access) {
        Connection connection = workshop.models.connection(workshop.models.get(modelId), id, seenVersion);
        edit(modelId, id, seenVersion, new GivenConnection(connection.name(), apiKey, baseUrl, access));
    }

    /**
     * Changes a connection. Its weight and priority are for every editor to say, its credentials and base URL
     * only for whoever added it and administrators. A new key that is refused is in the audit log as well.
     *
     * @param seenVersion the version that the user saw, {@code null} to overwrite any
     * @param given how it shall be; the name is fixed, and a key, weight or priority that is empty is kept
     */
    public void edit(String modelId, String id, Long seenVersion, GivenConnection given) {
        Model model = workshop.models.get(modelId);
        Connection connection = workshop.models.connection(model, id, null);
        refusals.noting(actor, GivenKeys.of(model, connection, given.apiKey()), () -> {
            change(model, workshop.models.connection(model, id, seenVersion), given);
            return null;
        });
    }

    private void change(Model model, Connection connection, GivenConnection given) {
        boolean moved = !given.baseUrl().equals(connection.baseUrl());
        boolean otherAccess = !given.access().equals(connection.access());
        if (moved || otherAccess || given.apiKey().isPresent()) {
            KeyOwnership.check(actor.get(), connection);
        }
        List<DefinitionProblem> problems = new ArrayList<>(given.access().problems());
        problems.addAll(NewConnections.keyAndRole(given));
        DefinitionRules.baseUrl("baseUrl", given.baseUrl(), problems);
        DefinitionRules.key(given.apiKey(), problems);
        DefinitionRules.preference(given.weight(), given.priority(), problems);
        SecretHeaderOrigins.ofBaseUrl(workshop.models.definitions(model), given.baseUrl())
                .ifPresent(problems::add);
        DefinitionCheck.refuse(problems);

        workshop.change(actor.get(), model, () -> {
            var before = AuditView.of(connection);
            connection.moveTo(given.baseUrl().orElse(null));
            if (moved) {
                workshop.models.forgetCheck(connection);
            }
            connection.reach(given.access());
            if (given.access().roleArn() != null) {
                workshop.keys.keepOnly(model, connection, "none");
            }
            connection.prefer(
                    given.weight().orElse(connection.weight()), given.priority().orElse(connection.priority()));
            workshop.check.connection(model, connection);
            boolean same = before.equals(AuditView.of(connection));
            String origin = Keys.origin(shown(model), connection.baseUrl());
            boolean newKey = given.apiKey()
                    .filter(key -> !workshop.keys.holds(model, connection, origin, key))
                    .isPresent();
            given.apiKey().ifPresent(key -> replaceKey(model, connection, origin, key));
            if (moved) {
                workshop.keys.bind(model, connection, origin);
                refuseWithoutKey(model, connection);
                workshop.keys.keepOnly(model, connection, origin);
            }
            return new Change(
                    newKey && same ? "connection.rotated" : "connection.edited",
                    AuditTarget.of(model, connection),
                    before,
                    AuditView.of(connection, newKey));
        });
    }

    private void replaceKey(Model model, Connection connection, String origin, Secret key) {
        KeyOwnership.checkUnbound(actor.get(), connection, origin);
        workshop.keys.give(model, connection, origin, key);
        workshop.models.touch(connection);
    }

    /**
     * Replaces a key by one that its provider has taken.
     *
     * @param seenVersion the version of the connection with which the new key was tried
     * @param triedOrigin where it was tried; it is stored for nowhere else
     */
    public void swap(String modelId, String id, Long seenVersion, Secret key, String triedOrigin) {
        Model model = workshop.models.get(modelId);
        Connection connection = workshop.models.connection(model, id, seenVersion);
        KeyOwnership.check(actor.get(), connection);
        if (!Keys.origin(shown(model), connection.baseUrl()).equals(triedOrigin)) {
            throw RegistryException.stale("The model " + model.name());
        }
        workshop.change(actor.get(), model, () -> {
            var before = AuditView.of(connection);
            replaceKey(model, connection, triedOrigin, key);
            ConnectionCheck check = workshop.models.check(connection);
            check.found(
                    triedOrigin,
                    workshop.keys.fingerprint(model, connection, triedOrigin),
                    Verification.VERIFIED,
                    Optional.empty(),
                    actor.get().name(),
                    Workshop.now());
            workshop.models.add(check);
            return new Change(
                    "connection.rotated", AuditTarget.of(model, connection), before, AuditView.of(connection, true));
        });
    }

    private void refuseWithoutKey(Model model, Connection connection) {
        if (workshop.keys.withoutKeyFor(model, shown(model)).contains(connection)) {
            throw RegistryException.invalid("apiKey", "The connection moves to another host: give its key again");
        }
    }

    /** Turns the connection's switch. */
    public void switchInferencing(String modelId, String id, boolean on, Long seenVersion) {
        Model model = workshop.models.get(modelId);
        Connection connection = workshop.models.connection(model, id, seenVersion);
        if (connection.inferencing() == on) {
            return;
        }
        workshop.change(actor.get(), model, () -> {
            connection.switchInferencing(on);
            return new Change(
                    "connection.toggled",
                    AuditTarget.of(model, connection),
                    AuditView.inferencing(!on),
                    AuditView.inferencing(on));
        });
    }

    /** Deletes a connection. The last one leaves the model, which then has none to answer with. */
    @RolesAllowed(Role.ADMIN)
    public void delete(String modelId, String id, Long seenVersion) {
        Model model = workshop.models.get(modelId);
        Connection connection = workshop.models.connection(model, id, seenVersion);
        workshop.change(actor.get(), model, () -> {
            var before = AuditView.of(connection);
            workshop.keys.keepOnly(model, connection, "none");
            workshop.models.remove(connection);
            return new Change("connection.deleted", AuditTarget.of(model, connection), before, null);
        });
    }

    /** Who changed a connection last; empty if nobody did since its model has its name. */
    public Optional<LastChange> lastChange(String modelId, String id) {
        Model model = workshop.models.get(modelId);
        return workshop.lastChange(model, workshop.models.connection(model, id, null));
    }

    private Definition shown(Model model) {
        return workshop.models.revision(model, model.shownRevision()).definition();
    }
}
