package org.externalmodels.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.Definition;

/** One set of credentials under a model. Its name is fixed. */
@Entity
@Table(name = "model_connection")
public class Connection {

    /** The share of calls of a connection that nobody gave another. */
    public static final int USUAL_WEIGHT = 1;

    @Id
    private String id;

    @Column(name = "model_id")
    private String modelId;

    private int place;
    private String name;

    @Column(name = "name_key")
    private String nameKey;

    private boolean inferencing;

    @Column(name = "base_url")
    private String baseUrl;

    @Column(name = "role_arn")
    private String roleArn;

    private String region;

    @Column(name = "sts_region")
    private String stsRegion;

    @Column(name = "external_id")
    private String externalId;

    private int weight;
    private int priority;

    @Column(name = "added_by")
    private String addedBy;

    @Column(name = "added_at")
    private OffsetDateTime addedAt;

    @Version
    private long version;

    protected Connection() {}

    /** A new connection, switched on, after those that the model has. */
    public Connection(Model model, int place, String name, String baseUrl, String by, Instant at) {
        id = UUID.randomUUID().toString();
        modelId = model.id();
        this.place = place;
        this.name = name.strip();
        nameKey = Definition.nameKey(name);
        inferencing = true;
        this.baseUrl = baseUrl;
        weight = USUAL_WEIGHT;
        addedBy = by;
        addedAt = Columns.time(at);
    }

    public void switchInferencing(boolean on) {
        inferencing = on;
    }

    public void moveTo(String otherBaseUrl) {
        baseUrl = otherBaseUrl;
    }

    public void reach(AwsAccess access) {
        roleArn = access.roleArn();
        region = access.region();
        stsRegion = access.stsRegion();
        externalId = access.externalId();
    }

    /** How it gets at models of Amazon Bedrock. */
    public AwsAccess access() {
        return new AwsAccess(roleArn, region, stsRegion, externalId);
    }

    /**
     * Says when it is taken.
     *
     * @param ofWeight its share of the calls among connections of one priority
     * @param ofPriority smaller ones come first
     */
    public void prefer(int ofWeight, int ofPriority) {
        weight = ofWeight;
        priority = ofPriority;
    }

    public String id() {
        return id;
    }

    public String modelId() {
        return modelId;
    }

    /** Its share of the calls among connections of one priority. */
    public int weight() {
        return weight;
    }

    /** Connections of a smaller one come first. */
    public int priority() {
        return priority;
    }

    /** Its place among connections of one priority. */
    public int place() {
        return place;
    }

    public String name() {
        return name;
    }

    /** Whether a name is its own, in whichever case it is written. */
    public boolean isNamed(String other) {
        return nameKey.equals(Definition.nameKey(other));
    }

    public boolean inferencing() {
        return inferencing;
    }

    public Optional<String> baseUrl() {
        return Optional.ofNullable(baseUrl);
    }

    public String addedBy() {
        return addedBy;
    }

    public Instant addedAt() {
        return addedAt.toInstant();
    }

    public long version() {
        return version;
    }
}
