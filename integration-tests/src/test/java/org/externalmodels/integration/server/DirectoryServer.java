package org.externalmodels.integration.server;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFReader;
import java.net.InetAddress;

/** An LDAP directory of people and groups, on a port of the loopback interface. */
public final class DirectoryServer implements AutoCloseable {

    public static final String BASE = "dc=corp,dc=example";
    public static final String READER = "cn=reader";
    public static final String READER_PASSWORD = "reader-of-this-test";

    private final InMemoryDirectoryServer server;

    private DirectoryServer(InMemoryDirectoryServer server) {
        this.server = server;
    }

    public static DirectoryServer start() {
        try {
            InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
            config.addAdditionalBindCredentials(READER, READER_PASSWORD);
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("loopback", InetAddress.getLoopbackAddress(), 0, null));
            InMemoryDirectoryServer server = new InMemoryDirectoryServer(config);
            server.importFromLDIF(true, new LDIFReader(DirectoryServer.class.getResourceAsStream("/directory.ldif")));
            server.startListening();
            return new DirectoryServer(server);
        } catch (LDAPException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return server.getListenPort();
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
