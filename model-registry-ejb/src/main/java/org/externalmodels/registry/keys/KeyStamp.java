package org.externalmodels.registry.keys;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that moves with each change of a key. */
@Entity
@Table(name = "application_key_stamp")
public class KeyStamp {

    static final int ONLY = 1;

    @Id
    private int id;

    private long stamp;

    protected KeyStamp() {}

    long next() {
        stamp++;
        return stamp;
    }

    long stamp() {
        return stamp;
    }
}
