package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import org.externalmodels.connector.cci.InferenceConnectionSpec;
import org.externalmodels.inference.InferenceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an old application sees that has the specification's interfaces and none of our classes. */
class CciForStrangersTest {

    private EchoProvider provider;
    private StandaloneAdapter adapter;
    private BiFunction<Object, Map<String, Object>, String> stranger;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        provider = new EchoProvider();
        adapter = AdapterInATest.start(folder);
        adapter.directory().publish(provider.snapshot());
        stranger = stranger(new Strangers());
    }

    @AfterEach
    void close() throws Exception {
        adapter.close();
        provider.close();
    }

    @Test
    void theirClassLoaderHasNoneOfOurClasses() throws Exception {
        ClassLoader strangers = stranger.getClass().getClassLoader();

        assertThat(strangers.loadClass("jakarta.resource.cci.Connection")).isNotNull();
        for (Class<?> ours : new Class<?>[] {InferenceException.class, InferenceConnectionSpec.class}) {
            assertThatThrownBy(() -> strangers.loadClass(ours.getName())).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void getAnswersByStringKeys() {
        assertThat(call(Map.of("model", "echo", "connection", "spare", "prompt", "hello you")))
                .isEqualTo("hello you");
    }

    @Test
    void getChunksByStringKeys() {
        assertThat(call(Map.of("model", "echo", "prompt", "one two three", "stream", true)))
                .isEqualTo("one two three");
    }

    @Test
    void getTheCodeOfAFailure() {
        assertThat(call(Map.of("model", "nobody", "prompt", "hello"))).isEqualTo("MODEL_NOT_FOUND");
        assertThat(call(Map.of("model", "echo", "prompt", EchoProvider.FAIL))).isEqualTo("PROVIDER_ERROR");
    }

    private String call(Map<String, Object> request) {
        return stranger.apply(adapter.cci(), request);
    }

    @SuppressWarnings("unchecked") // the class is in another loader than the one that is compiled against
    private static BiFunction<Object, Map<String, Object>, String> stranger(ClassLoader strangers) throws Exception {
        return (BiFunction<Object, Map<String, Object>, String>) strangers
                .loadClass(StringKeysCaller.class.getName())
                .getDeclaredConstructor()
                .newInstance();
    }

    /** Has the caller, the specification and Java. */
    private static final class Strangers extends ClassLoader {

        Strangers() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jakarta.resource.")) {
                return CciForStrangersTest.class.getClassLoader().loadClass(name);
            }
            if (!name.equals(StringKeysCaller.class.getName())) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream file = StringKeysCaller.class.getResourceAsStream("StringKeysCaller.class")) {
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
