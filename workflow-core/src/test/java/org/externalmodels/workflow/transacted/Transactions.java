package org.externalmodels.workflow.transacted;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** WildFly's transaction manager, Narayana, and databases in its transactions. There is one in a process. */
public final class Transactions {

    private Transactions() {}

    /** The transaction manager, whose log is in the folder that its first user in a process names. */
    public static TransactionManager loggingIn(Path folder) {
        try {
            arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier("1");
        } catch (CoreEnvironmentBeanException e) {
            throw new IllegalStateException(e);
        }
        arjPropertyManager.getObjectStoreEnvironmentBean().setObjectStoreDir(folder.toString());
        for (String store : new String[] {"communicationStore", "stateStore"}) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreDir(folder.toString());
        }
        return jtaPropertyManager.getJTAEnvironmentBean().getTransactionManager();
    }

    /**
     * A pool of connections that take part in the transactions of their threads, each as a branch of its own.
     *
     * @param driver the class that is the driver's {@link javax.sql.XADataSource}
     */
    public static AgroalDataSource database(String driver, String url, String user, int connections)
            throws SQLException {
        var jta = jtaPropertyManager.getJTAEnvironmentBean();
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(connections)
                        .acquisitionTimeout(Duration.ofMinutes(1))
                        .transactionIntegration(new NarayanaTransactionIntegration(
                                jta.getTransactionManager(), jta.getTransactionSynchronizationRegistry()))
                        .connectionFactoryConfiguration(factory -> factory.connectionProviderClassName(driver)
                                .jdbcUrl(url)
                                .principal(new NamePrincipal(user)))));
    }
}
