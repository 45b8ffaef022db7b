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
import org.externalmodels.registry.model.Columns;

/** One change: who, when, what, to what, and how it was before and after. Never changed, never deleted. */
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

    public Instant time() {
        return time.toInstant();
    }

    public String actor() {
        return actor;
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
}
