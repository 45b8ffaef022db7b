package org.externalmodels.registry.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.registry.model.Columns;
import org.externalmodels.registry.secrets.SecretVault;

/**
 * One change: who, from where, when, what, to what, and how it was before and after. Never deleted; all that is added later
 * is its place in the chain.
 */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_entry_id")
    @SequenceGenerator(name = "audit_entry_id", sequenceName = "audit_entry_id", allocationSize = 20)
    private Long id;

    @Column(name = "entry_time")
    private OffsetDateTime time;

    private String actor;

    @Column(name = "remote_address")
    private String remoteAddress;

    @Column(name = "request_id")
    private String requestId;

    private String action;

    @Column(name = "target_kind")
    private String targetKind;

    @Column(name = "target_id")
    private String targetId;

    @Column(name = "target_name")
    private String targetName;

    @Column(name = "before_change")
    private String before;

    @Column(name = "after_change")
    private String after;

    private String code;

    @Column(name = "chain_position")
    private Long chainPosition;

    private String seal;

    protected AuditEntry() {}

    AuditEntry(Instant time, String actor, String action, AuditTarget target, String before, String after) {
        this.time = Columns.time(time);
        this.actor = actor;
        this.action = action;
        targetKind = target.kind();
        targetId = target.id();
        targetName = target.name();
        this.before = before;
        this.after = after;
    }

    void cameFrom(String address, String request) {
        remoteAddress = address;
        requestId = request;
    }

    void sign(SecretVault vault) {
        code = ChainCodes.ofEntry(this, vault);
    }

    /** Takes its place behind what the chain holds so far. */
    void chain(long position, String withSeal) {
        chainPosition = position;
        seal = withSeal;
    }

    public long id() {
        return id;
    }

    public Instant time() {
        return time.toInstant();
    }

    public String actor() {
        return actor;
    }

    /** Empty for what the product did by itself. */
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(remoteAddress);
    }

    /** Empty for what the product did by itself. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    public String action() {
        return action;
    }

    public String targetKind() {
        return targetKind;
    }

    public String targetId() {
        return targetId;
    }

    public String targetName() {
        return targetName;
    }

    /** JSON, or {@code null} if there was nothing before. */
    public String before() {
        return before;
    }

    /** JSON, or {@code null} if there is nothing after. */
    public String after() {
        return after;
    }

    /** Empty until it is in the chain. */
    public OptionalLong chainPosition() {
        return chainPosition == null ? OptionalLong.empty() : OptionalLong.of(chainPosition);
    }

    String code() {
        return code;
    }

    String seal() {
        return seal;
    }
}
