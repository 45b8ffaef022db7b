package org.externalmodels.registry.limits;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that moves with each change of a limit. */
@Entity
@Table(name = "usage_limit_stamp")
public class LimitStamp {

    static final int ONLY = 1;

    @Id
    private int id;

    private long stamp;

    protected LimitStamp() {}

    long next() {
        stamp++;
        return stamp;
    }
}
