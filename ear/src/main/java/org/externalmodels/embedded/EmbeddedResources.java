package org.externalmodels.embedded;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.resource.AdministeredObjectDefinition;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import javax.sql.DataSource;

/**
 * The resources of the full application, made from the adapter that it carries. They are annotations of a module, and
 * not entries of {@code application.xml}, because Open Liberty reads that file before it starts the adapter, and because the application as such
 * has no {@code java:comp} on WildFly, where the default data source is.
 */
@ConnectionFactoryDefinition(
        name = "java:app/eis/ExternalModels",
        interfaceName = "org.externalmodels.inference.ModelConnectionFactory",
        resourceAdapter = "#inference-connector-jca",
        maxPoolSize = EmbeddedResources.MANY,
        transactionSupport = TransactionSupportLevel.NoTransaction)
@ConnectionFactoryDefinition(
        name = "java:app/eis/ExternalModelsCci",
        interfaceName = "jakarta.resource.cci.ConnectionFactory",
        resourceAdapter = "#inference-connector-jca",
        maxPoolSize = EmbeddedResources.MANY,
        transactionSupport = TransactionSupportLevel.NoTransaction)
@ConnectionFactoryDefinition(
        name = "java:app/eis/ExternalModelSubmissions",
        interfaceName = "org.externalmodels.inference.SubmissionFactory",
        resourceAdapter = "#inference-connector-jca",
        maxPoolSize = EmbeddedResources.MANY,
        transactionSupport = TransactionSupportLevel.XATransaction)
@AdministeredObjectDefinition(
        name = "java:app/eis/ExternalModelDirectory",
        interfaceName = "org.externalmodels.inference.spi.ModelDirectory",
        className = "org.externalmodels.connector.AdministeredModelDirectory",
        resourceAdapter = "#inference-connector-jca")
@Resource(name = "java:app/env/jdbc/ExternalModels", type = DataSource.class, lookup = "java:comp/DefaultDataSource")
@Stateless
public class EmbeddedResources {

    /** A connection holds no socket, so the pools need no narrow limit; calls in flight are limited by the adapter. */
    static final int MANY = 10_000;
}
