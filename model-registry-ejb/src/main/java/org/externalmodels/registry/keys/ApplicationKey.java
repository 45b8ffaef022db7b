package org.externalmodels.registry.keys;

import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Columns;

/** A key of an application. The key itself is not here, only its hash. */
@Entity
@Table(name = "application_key")
public class ApplicationKey {

    @Id
    private String id;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    @Column(name = "key_hash")
    private String hash;

    @Column(name = "key_ending")
    private String ending;

    @Column(name = "previous_hash")
    private String previousHash;

    @Column(name = "previous_until")
    private OffsetDateTime previousUntil;

    private String models;
    private String ways;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    private boolean enabled;

    @Column(name = "added_by")
    private String addedBy;

    @Column(name = "added_at")
    private OffsetDateTime addedAt;

    @Column(name = "rotated_at")
    private OffsetDateTime rotatedAt;

    @Version
    private long version;

    protected ApplicationKey() {}

    ApplicationKey(Secret key, GivenKey given, String by, Instant at) {
        id = UUID.randomUUID().toString();
        hash = KeyText.hash(key.reveal());
        ending = KeyText.ending(key);
        addedBy = by;
        addedAt = Columns.time(at);
        become(given);
    }

    final void become(GivenKey given) {
        name = given.name();
        nameKey = Definition.nameKey(given.name());
        models = JsonRecords.json(given.scope().models()).toString();
        ways = JsonRecords.json(given.scope().ways()).toString();
        expiresAt = Columns.time(given.expires().orElse(null));
        enabled = given.enabled();
    }

    /** A key in its place; the one before is taken for some time more. */
    void rotate(Secret key, Instant at, Duration overlap) {
        previousHash = overlap.isZero() ? null : hash;
        previousUntil = overlap.isZero() ? null : Columns.time(at.plus(overlap));
        hash = KeyText.hash(key.reveal());
        ending = KeyText.ending(key);
        rotatedAt = Columns.time(at);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String hash() {
        return hash;
    }

    Optional<String> previousHash() {
        return Optional.ofNullable(previousHash);
    }

    Optional<Instant> previousUntil() {
        return instant(previousUntil);
    }

    KeyScope scope() {
        return new KeyScope(texts(models), texts(ways));
    }

    Optional<Instant> expires() {
        return instant(expiresAt);
    }

    boolean enabled() {
        return enabled;
    }

    long version() {
        return version;
    }

    /** The key as people may see it. */
    String masked() {
        return KeyText.PREFIX + Secret.MASK + ending;
    }

    String addedBy() {
        return addedBy;
    }

    Instant addedOn() {
        return addedAt.toInstant();
    }

    Optional<Instant> rotatedOn() {
        return instant(rotatedAt);
    }

    private static Optional<Instant> instant(OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static List<String> texts(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonArray array = reader.readArray();
            return array.getValuesAs(JsonString::getString);
        }
    }
}
