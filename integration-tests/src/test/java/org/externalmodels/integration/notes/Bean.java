package org.externalmodels.integration.notes;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Where an enterprise bean works without a transaction, as a timer's may. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Bean {

    public void run(Runnable work) {
        work.run();
    }
}
