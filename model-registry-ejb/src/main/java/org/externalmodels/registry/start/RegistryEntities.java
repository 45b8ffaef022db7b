package org.externalmodels.registry.start;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Gives the entity manager, which joins the transaction of whoever uses it, for injection by type. It is a session bean because
 * Payara looks for a persistence unit in the module of the component that is at work, which may be the web application's.
 */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RegistryEntities {

    @PersistenceContext(unitName = "registry")
    private EntityManager entities;

    @Produces
    public EntityManager entities() {
        // Found now, while this module is at work, and kept.
        entities.getEntityManagerFactory();
        return entities;
    }
}
