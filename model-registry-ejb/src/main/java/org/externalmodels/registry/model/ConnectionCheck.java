package org.externalmodels.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.Verification;

/** The last check of a connection's credentials. It says nothing about another key or another host. */
@Entity
@Table(name = "connection_check")
public class ConnectionCheck {

    private static final int LONGEST_WORDS = 1_000;

    @Id
    @Column(name = "connection_id")
    private String connectionId;

    private String origin;
    private String fingerprint;

    @Enumerated(EnumType.STRING)
    private Verification outcome;

    private String words;

    @Column(name = "checked_by")
    private String checkedBy;

    @Column(name = "checked_at")
    private OffsetDateTime checkedAt;

    protected ConnectionCheck() {}

    public ConnectionCheck(String connectionId) {
        this.connectionId = connectionId;
    }

    /**
     * Notes what was found.
     *
     * @param ofOrigin where the call went
     * @param ofFingerprint of the key that it was made with, empty if there is none
     * @param saidWords what speaks against the credentials, secrets masked
     */
    public void found(
            String ofOrigin,
            Optional<String> ofFingerprint,
            Verification found,
            Optional<String> saidWords,
            String by,
            Instant at) {
        origin = ofOrigin;
        fingerprint = ofFingerprint.orElse(null);
        outcome = found;
        words = saidWords.map(ConnectionCheck::fitting).orElse(null);
        checkedBy = by;
        checkedAt = Columns.time(at);
    }

    /** Providers answer with anything. */
    private static String fitting(String text) {
        String known = DatabaseText.fits(text) ? text : text.replaceAll("[\\x00\\ud800-\\udfff]", "?");
        return known.length() <= LONGEST_WORDS ? known : known.substring(0, LONGEST_WORDS - 1) + "…";
    }

    /** Whether it was made with this key and for this host. */
    public boolean isOf(String currentOrigin, Optional<String> currentFingerprint) {
        return origin.equals(currentOrigin) && Objects.equals(fingerprint, currentFingerprint.orElse(null));
    }

    public String connectionId() {
        return connectionId;
    }

    public Verification outcome() {
        return outcome;
    }

    public Optional<String> words() {
        return Optional.ofNullable(words);
    }

    public String checkedBy() {
        return checkedBy;
    }

    public Instant checkedAt() {
        return checkedAt.toInstant();
    }
}
