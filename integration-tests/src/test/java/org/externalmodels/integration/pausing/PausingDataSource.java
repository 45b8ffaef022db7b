package org.externalmodels.integration.pausing;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import org.h2.jdbcx.JdbcDataSource;

/** A database that passes the gate {@code prepare} before it prepares, and {@code commit} before it commits. */
public final class PausingDataSource implements XADataSource {

    private final JdbcDataSource database = new JdbcDataSource();

    public void setURL(String url) {
        database.setURL(url);
    }

    public String getURL() {
        return database.getURL();
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return pausing(database.getXAConnection());
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return pausing(database.getXAConnection(user, password));
    }

    private static XAConnection pausing(XAConnection connection) throws SQLException {
        XAResource resource = pausing(XAResource.class, connection.getXAResource(), null);
        return pausing(XAConnection.class, connection, resource);
    }

    private static <T> T pausing(Class<T> type, Object target, Object resource) {
        return type.cast(Proxy.newProxyInstance(
                PausingDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getXAResource" -> resource;
                    case "equals" -> proxy == arguments[0];
                    case "isSameRM" -> false;
                    case "prepare", "commit" -> {
                        Gate.here(method.getName()).pass();
                        yield invoke(target, method, arguments);
                    }
                    default -> invoke(target, method, arguments);
                }));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public PrintWriter getLogWriter() {
        return database.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        database.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        database.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return database.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return database.getParentLogger();
    }
}
