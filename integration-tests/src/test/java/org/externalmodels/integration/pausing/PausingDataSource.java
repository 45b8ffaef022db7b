package org.externalmodels.integration.pausing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.h2.jdbcx.JdbcDataSource;

/** A database that passes the gate {@code prepare} before it prepares, and {@code commit} before it commits. */
public final class PausingDataSource extends JdbcDataSource {

    private static final long serialVersionUID = 1L;

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return pausing(super.getXAConnection());
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return pausing(super.getXAConnection(user, password));
    }

    private static XAConnection pausing(XAConnection connection) throws SQLException {
        XAResource resource = pausing(XAResource.class, connection.getXAResource(), null);
        return pausing(XAConnection.class, connection, resource);
    }

    private static <T> T pausing(Class<T> type, Object target, Object resource) {
        return type.cast(Proxy.newProxyInstance(
                PausingDataSource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getXAResource")) {
                        return resource;
                    }
                    if (method.getName().equals("equals")) {
                        return proxy == arguments[0];
                    }
                    if (method.getName().equals("isSameRM")) {
                        return false;
                    }
                    if (target instanceof XAResource
                            && (method.getName().equals("prepare")
                                    || method.getName().equals("commit"))) {
                        Gate.here(method.getName()).pass();
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
