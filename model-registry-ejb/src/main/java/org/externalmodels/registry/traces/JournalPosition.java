package org.externalmodels.registry.traces;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far a journal has been read. */
@Entity
@Table(name = "journal_position")
public class JournalPosition {

    @Id
    @Column(name = "journal_id")
    private String journalId;

    @Column(name = "read_up_to")
    private long readUpTo;

    protected JournalPosition() {}

    JournalPosition(String journalId) {
        this.journalId = journalId;
    }

    long readUpTo() {
        return readUpTo;
    }

    void moveTo(long position) {
        readUpTo = position;
    }
}
