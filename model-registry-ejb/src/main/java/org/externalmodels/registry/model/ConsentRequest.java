package org.externalmodels.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Somebody was sent to an authorization endpoint and has not come back yet. Good for one return. */
@Entity
@Table(name = "consent_request")
public class ConsentRequest {

    @Id
    @Column(name = "state_hash")
    private String stateHash;

    @Column(name = "profile_id")
    private String profileId;

    @Column(name = "secret_id")
    private String secretId;

    @Column(name = "redirect_uri")
    private String redirectUri;

    @Column(name = "started_by")
    private String startedBy;

    @Column(name = "started_at")
    private OffsetDateTime startedAt;

    protected ConsentRequest() {}

    /**
     * A new one.
     *
     * @param secretId the stored verifier of the code challenge
     */
    public ConsentRequest(
            String stateHash, Profile profile, String secretId, String redirectUri, String by, Instant at) {
        this.stateHash = stateHash;
        this.profileId = profile.id();
        this.secretId = secretId;
        this.redirectUri = redirectUri;
        startedBy = by;
        startedAt = Columns.time(at);
    }

    /** The owner of the stored verifier. */
    public static String owner(String profileId, String stateHash) {
        return "profile/" + profileId + "/consent/" + stateHash;
    }

    public String stateHash() {
        return stateHash;
    }

    public String profileId() {
        return profileId;
    }

    public String secretId() {
        return secretId;
    }

    public String redirectUri() {
        return redirectUri;
    }

    public String startedBy() {
        return startedBy;
    }

    public Instant startedAt() {
        return startedAt.toInstant();
    }
}
