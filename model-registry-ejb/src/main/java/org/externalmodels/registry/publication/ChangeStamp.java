package org.externalmodels.registry.publication;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that moves with each change. */
@Entity
@Table(name = "change_stamp")
public class ChangeStamp {

    static final int ONLY = 1;

    @Id
    private int id;

    private long stamp;

    protected ChangeStamp() {}

    long next() {
        stamp++;
        return stamp;
    }

    long stamp() {
        return stamp;
    }
}
