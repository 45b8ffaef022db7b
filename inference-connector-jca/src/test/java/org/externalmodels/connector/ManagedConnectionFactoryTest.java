package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.security.PasswordCredential;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedConnectionFactoryTest {

    private static final ConnectionClaim MAIN = new ConnectionClaim("echo", "main", null);
    private static final ConnectionClaim SPARE = new ConnectionClaim("echo", "spare", null);

    private final ModelManagedConnectionFactory factory = new ModelManagedConnectionFactory();
    private StandaloneAdapter adapter;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        adapter = AdapterInATest.start(folder);
        adapter.models(factory);
    }

    @AfterEach
    void close() throws Exception {
        adapter.close();
    }

    @Test
    void matchesTheConnectionThatWasMadeForWhatIsAskedFor() throws Exception {
        ManagedConnection main = factory.createManagedConnection(null, MAIN);
        ManagedConnection spare = factory.createManagedConnection(null, SPARE);
        Set<Object> candidates = new LinkedHashSet<>(Set.of("not ours", main, spare));
        assertThat(factory.matchManagedConnections(candidates, null, new ConnectionClaim("echo", "spare", null)))
                .isSameAs(spare);
        assertThat(factory.matchManagedConnections(candidates, null, new ConnectionClaim("echo", "main", null)))
                .isSameAs(main);
    }

    @Test
    void matchesNothingIfNothingFits() throws Exception {
        ManagedConnection main = factory.createManagedConnection(null, MAIN);
        assertThat(factory.matchManagedConnections(Set.of(main), null, SPARE)).isNull();
        assertThat(factory.matchManagedConnections(Set.of(), null, MAIN)).isNull();
    }

    @Test
    void matchesNoConnectionOfAnotherFactory() throws Exception {
        ModelManagedConnectionFactory other = new ModelManagedConnectionFactory();
        other.setTimeout("PT1S");
        adapter.models(other);
        assertThat(factory.matchManagedConnections(Set.of(other.createManagedConnection(null, MAIN)), null, MAIN))
                .isNull();
    }

    @Test
    void matchesNoDestroyedConnection() throws Exception {
        ManagedConnection main = factory.createManagedConnection(null, MAIN);
        main.destroy();
        assertThat(factory.matchManagedConnections(Set.of(main), null, MAIN)).isNull();
    }

    @Test
    void takesItsPropertiesWhereNothingIsAskedFor() throws Exception {
        factory.setModel("echo");
        factory.setConnection("main");
        ManagedConnection prefilled = factory.createManagedConnection(null, null);
        assertThat(factory.matchManagedConnections(Set.of(prefilled), null, MAIN))
                .isSameAs(prefilled);
    }

    @Test
    void keepsApartTheUsersUnderWhichTheContainerSignedOn() throws Exception {
        ManagedConnection ann = factory.createManagedConnection(signedOn("ann"), MAIN);
        assertThat(ann.getMetaData().getUserName()).isEqualTo("ann");
        assertThat(factory.matchManagedConnections(Set.of(ann), signedOn("ann"), MAIN))
                .isSameAs(ann);
        assertThat(factory.matchManagedConnections(Set.of(ann), signedOn("bob"), MAIN))
                .isNull();
        assertThat(factory.matchManagedConnections(Set.of(ann), null, MAIN)).isNull();
    }

    @Test
    void doesNotReadCredentialsOfAnotherFactory() throws Exception {
        Subject subject = signedOn("ann");
        ModelManagedConnectionFactory other = new ModelManagedConnectionFactory();
        other.setModel("another");
        subject.getPrivateCredentials(PasswordCredential.class)
                .forEach(credential -> credential.setManagedConnectionFactory(other));
        assertThat(factory.createManagedConnection(subject, MAIN).getMetaData().getUserName())
                .isNull();
    }

    @Test
    void findsTheDestroyedAmongItsConnectionsInvalid() throws Exception {
        ManagedConnection good = factory.createManagedConnection(null, MAIN);
        ManagedConnection destroyed = factory.createManagedConnection(null, MAIN);
        destroyed.destroy();
        assertThat(invalid(good, destroyed)).containsExactly(destroyed);
    }

    @Test
    void findsEveryConnectionInvalidOnceTheAdapterIsStopped() throws Exception {
        ManagedConnection connection = factory.createManagedConnection(null, MAIN);
        assertThat(invalid(connection)).isEmpty();
        adapter.close();
        assertThat(invalid(connection)).containsExactly(connection);
    }

    @Test
    void makesNoConnectionOnceTheAdapterIsStopped() throws Exception {
        adapter.close();
        assertThatThrownBy(() -> factory.createManagedConnection(null, MAIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not started");
    }

    @Test
    void makesNoConnectionWithoutAnAdapter() {
        assertThatThrownBy(() -> new ModelManagedConnectionFactory().createManagedConnection(null, MAIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no resource adapter");
    }

    @Test
    void keepsItsFirstAdapter() throws Exception {
        factory.setResourceAdapter(factory.getResourceAdapter());
        assertThatThrownBy(() -> factory.setResourceAdapter(new InferenceResourceAdapter()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesARequestInfoOfAnotherAdapter() {
        ConnectionRequestInfo foreign = new ConnectionRequestInfo() {};
        assertThatThrownBy(() -> factory.createManagedConnection(null, foreign))
                .isInstanceOf(InvalidPropertyException.class);
    }

    @SuppressWarnings("unchecked") // the specification declares it without type
    private Set<Object> invalid(ManagedConnection... connections) {
        return new HashSet<>(factory.getInvalidConnections(Set.of(connections)));
    }

    private Subject signedOn(String user) {
        PasswordCredential credential = new PasswordCredential(user, "unused".toCharArray());
        credential.setManagedConnectionFactory(factory);
        Subject subject = new Subject();
        subject.getPrivateCredentials().add(credential);
        return subject;
    }
}
