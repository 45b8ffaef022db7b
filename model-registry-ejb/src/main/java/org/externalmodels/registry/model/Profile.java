package org.externalmodels.registry.model;

import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** An authorization profile. Its secrets are stored beside it. */
@Entity
@Table(name = "authorization_profile")
public class Profile {

    @Id
    private String id;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    @Enumerated(EnumType.STRING)
    private ProfileType type;

    private String settings;
    private String origins;
    private long consent;

    @Column(name = "added_by")
    private String addedBy;

    @Column(name = "added_at")
    private OffsetDateTime addedAt;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private OffsetDateTime changedAt;

    @Version
    private long version;

    protected Profile() {}

    public Profile(String name, ProfileSettings settings, Collection<String> origins, String by, Instant at) {
        id = UUID.randomUUID().toString();
        addedBy = by;
        addedAt = Columns.time(at);
        write(name, settings, origins, by, at);
    }

    public final void write(
            String otherName, ProfileSettings other, Collection<String> allowed, String by, Instant at) {
        name = otherName.strip();
        nameKey = Definition.nameKey(otherName);
        type = other.type();
        settings = JsonRecords.write(other).toString();
        origins = String.join("\n", new TreeSet<>(allowed));
        touch(by, at);
    }

    /** From now on it may be sent there too. */
    public void allow(String origin) {
        Set<String> more = new TreeSet<>(origins());
        more.add(origin);
        origins = String.join("\n", more);
    }

    /** The owner of an account said yes; what was fetched before is of no more use. */
    public void consented(String by, Instant at) {
        consent++;
        touch(by, at);
    }

    private void touch(String by, Instant at) {
        changedBy = by;
        changedAt = Columns.time(at);
    }

    /** Tells this state of it from every other. */
    public String fingerprint() {
        return id + ":" + version;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public String nameKey() {
        return nameKey;
    }

    public ProfileType type() {
        return type;
    }

    public ProfileSettings settings() {
        try (JsonReader reader = Json.createReader(new StringReader(settings))) {
            return JsonRecords.readKnown(reader.readObject(), ProfileSettings.class);
        }
    }

    /** Where it may be sent (RFC 6454). */
    public Set<String> origins() {
        return origins.lines().collect(Collectors.toCollection(TreeSet::new));
    }

    /** A signature is of no use to another host, so a role may go anywhere. */
    public boolean mayBeSentTo(String origin) {
        return type == ProfileType.NONE
                || type == ProfileType.AWS_ROLE
                || origins().contains(origin);
    }

    public long consent() {
        return consent;
    }

    public String addedBy() {
        return addedBy;
    }

    public Instant addedAt() {
        return addedAt.toInstant();
    }

    public String changedBy() {
        return changedBy;
    }

    public Instant changedAt() {
        return changedAt.toInstant();
    }

    public long version() {
        return version;
    }
}
