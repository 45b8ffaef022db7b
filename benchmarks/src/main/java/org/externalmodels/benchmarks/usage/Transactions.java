package org.externalmodels.benchmarks.usage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** One connection to a database, handed out again and again within a transaction, as a server's data source does. */
public final class Transactions implements AutoCloseable {

    private final Connection connection;
    private final DataSource source;

    public Transactions(String url, String user) throws SQLException {
        connection = DriverManager.getConnection(url, user, "");
        connection.setAutoCommit(false);
        Connection kept = (Connection) Proxy.newProxyInstance(
                Transactions.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        source = (DataSource) Proxy.newProxyInstance(
                Transactions.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> kept);
    }

    /** Connections that are as any other. */
    public static DataSource source(String url, String user) {
        return (DataSource) Proxy.newProxyInstance(
                Transactions.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> DriverManager.getConnection(url, user, ""));
    }

    public void run(Consumer<DataSource> work) {
        call(given -> {
            work.accept(given);
            return null;
        });
    }

    public <T> T call(Function<DataSource, T> work) {
        try {
            T result = work.apply(source);
            connection.commit();
            return result;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
