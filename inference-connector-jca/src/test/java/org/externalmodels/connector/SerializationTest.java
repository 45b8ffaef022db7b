package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.Referenceable;
import jakarta.resource.cci.ConnectionFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import javax.naming.Reference;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications may be passivated with what they injected (Connectors 2.1, 6.5.4 and 13.4.2.3). */
class SerializationTest {

    private final InferenceResourceAdapter adapter = new InferenceResourceAdapter();
    private final ModelManagedConnectionFactory typed = new ModelManagedConnectionFactory();

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        adapter.setJournalDirectory(folder.resolve("journal").toString());
        adapter.start(null);
        typed.setModel("echo");
        typed.setTimeout("PT5S");
        typed.setResourceAdapter(adapter);
    }

    @AfterEach
    void stop() {
        adapter.stop();
    }

    @Test
    void keepsTheProperties() throws Exception {
        assertThat(copy(adapter)).isEqualTo(adapter);
        assertThat(copy(typed)).isEqualTo(typed);
    }

    @Test
    void leavesATypedFactoryUsable() throws Exception {
        ModelConnectionFactory copy = copy((ModelConnectionFactory) typed.createConnectionFactory());
        try (ModelConnection connection = copy.getConnection()) {
            assertThat(connection).isNotNull();
        }
    }

    @Test
    void leavesACciFactoryUsable() throws Exception {
        CciManagedConnectionFactory factory = new CciManagedConnectionFactory();
        factory.setResourceAdapter(adapter);
        ConnectionFactory copy = copy((ConnectionFactory) factory.createConnectionFactory());
        assertThat(copy.getConnection()).isNotNull();
    }

    @Test
    void leavesTheDirectoryUsable() throws Exception {
        AdministeredModelDirectory directory = new AdministeredModelDirectory();
        directory.setResourceAdapter(adapter);
        directory.publish(new ModelSnapshot(3, java.util.List.of()));
        ModelDirectory copy = copy(directory);
        assertThat(copy.version()).isEqualTo(3);
    }

    @Test
    void saysThatNothingRunsWhereTheAdapterDoesNot() throws Exception {
        byte[] written = write(typed.createConnectionFactory());
        adapter.stop();
        ModelConnectionFactory copy = (ModelConnectionFactory) read(written);
        assertThatThrownBy(copy::getConnection)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not started");
    }

    @Test
    void handsBackTheReferenceTheContainerGave() throws Exception {
        CciManagedConnectionFactory cci = new CciManagedConnectionFactory();
        for (Object resource : new Object[] {
            typed.createConnectionFactory(), cci.createConnectionFactory(), new AdministeredModelDirectory()
        }) {
            Referenceable referenceable = (Referenceable) resource;
            Reference reference = new Reference(resource.getClass().getName());
            referenceable.setReference(reference);
            assertThat(referenceable.getReference()).isSameAs(reference);
        }
    }

    @SuppressWarnings("unchecked")
    static <T> T copy(T original) throws Exception {
        return (T) read(write(original));
    }

    private static byte[] write(Object original) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}
