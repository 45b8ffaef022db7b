package org.externalmodels.registry.rotation;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.publication.Announcement;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.VaultClosedException;

/** Changes the key that encrypts. What is encrypted already is encrypted anew by {@link RotationJob}. */
@Stateless
@RolesAllowed(Role.ADMIN)
public class KeyRotation {

    private static final AuditTarget KEY = new AuditTarget("setting", "encryption-key", "encryption key");

    private final EntityManager entities;
    private final OpenVault vault;
    private final AuditLog audit;
    private final Announcement announcement;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public KeyRotation() {
        this(null, null, null, null, null);
    }

    @Inject
    public KeyRotation(EntityManager entities, OpenVault vault, AuditLog audit, Announcement announcement) {
        this.entities = entities;
        this.vault = vault;
        this.audit = audit;
        this.announcement = announcement;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public KeyRotation(
            EntityManager entities, OpenVault vault, AuditLog audit, Announcement announcement, Supplier<Actor> actor) {
        this.entities = entities;
        this.vault = vault;
        this.audit = audit;
        this.announcement = announcement;
        this.actor = actor;
    }

    /**
     * Makes a new key and encrypts with it from now on. The keys before it stay, to decrypt.
     *
     * @return how far it is; {@link #status} tells how it goes on
     */
    public RotationStatus rotate() {
        announcement.begin();
        SecretVault open = vault.get();
        try {
            SecretVault.NewKey key = open.newKey();
            audit.record(actor.get(), "encryption-key.rotated", KEY, primary(open.primaryKeyId()), primary(key.id()));
            entities.flush();
            // Last, because a file does not roll back.
            key.install();
        } catch (VaultClosedException closed) {
            throw RegistryException.unavailable(closed.getMessage(), closed);
        }
        return status();
    }

    /** How far the stored secrets are. */
    public RotationStatus status() {
        SecretVault open = vault.get();
        Map<Long, Long> byKey = new HashMap<>();
        entities.createQuery("select s.keyId, count(s) from StoredSecret s group by s.keyId", Object[].class)
                .getResultList()
                .forEach(line -> byKey.put(((Number) line[0]).longValue(), ((Number) line[1]).longValue()));
        long all = byKey.values().stream().mapToLong(Long::longValue).sum();
        long current = byKey.getOrDefault(open.primaryKeyId(), 0L);
        byKey.keySet().removeAll(open.keyIds());
        long unreadable = byKey.values().stream().mapToLong(Long::longValue).sum();
        return new RotationStatus(
                String.valueOf(open.primaryKeyId()), open.keyIds().size(), all, all - current - unreadable, unreadable);
    }

    private static JsonObject primary(long id) {
        return Json.createObjectBuilder()
                .add("primaryKeyId", String.valueOf(id))
                .build();
    }
}
