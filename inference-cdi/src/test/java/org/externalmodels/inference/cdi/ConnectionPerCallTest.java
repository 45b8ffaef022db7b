package org.externalmodels.inference.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.ModelMetaData;
import org.junit.jupiter.api.Test;

class ConnectionPerCallTest {

    private static ModelConnectionFactory bound;

    private final CountingFactory factory = new CountingFactory();

    @Test
    void takesAConnectionForEachCallAndGivesItBack() {
        ModelConnection injected = new ConnectionPerCall(factory, "gpt", "claims");

        injected.metaData();
        injected.metaData();
        injected.close();
        injected.metaData();

        assertThat(factory.asked).containsExactly("gpt/claims", "gpt/claims", "gpt/claims");
        assertThat(factory.open).isZero();
    }

    @Test
    void givesItBackWhenTheCallFails() {
        ModelConnection injected = new ConnectionPerCall(factory, "gpt", "");

        assertThatThrownBy(() -> injected.infer(InferenceRequest.prompt("x"))).isInstanceOf(InferenceException.class);

        assertThat(factory.asked).containsExactly("gpt");
        assertThat(factory.open).isZero();
    }

    @Test
    void asksForTheFactorysDefaultWithoutAName() {
        new ConnectionPerCall(factory, "", "").metaData();

        assertThat(factory.asked).containsExactly("default");
    }

    @Test
    void isStoredWithItsBeanAndFindsTheFactoryAgain() throws Exception {
        bound = factory;
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
        try {
            ModelConnection restored = restored(new ConnectionPerCall(factory, "gpt", "claims"));

            restored.metaData();
            restored.metaData();

            assertThat(factory.asked).containsExactly("gpt/claims", "gpt/claims");
            assertThat(restored).hasToString("ModelConnection[gpt/claims]");
        } finally {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        }
    }

    private static ModelConnection restored(ModelConnection stored) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(stored);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (ModelConnection) in.readObject();
        }
    }

    @Test
    void wantsTheModelOfAConnection() {
        assertThatThrownBy(() -> new ConnectionPerCall(factory, "", "claims"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'claims'");
    }

    /** The names of a server that binds the factory to its own. */
    public static final class Names implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) throws NamingException {
                    if (!name.equals("eis/ExternalModels")) {
                        throw new NameNotFoundException(name);
                    }
                    return bound;
                }
            };
        }
    }

    /** Counts connections that are open; their calls fail, but for the description. */
    private static final class CountingFactory implements ModelConnectionFactory {
        private static final long serialVersionUID = 1L;
        private final transient List<String> asked = new ArrayList<>();
        private int open;

        @Override
        public ModelConnection getConnection() {
            return opened("default");
        }

        @Override
        public ModelConnection getConnection(String model) {
            return opened(model);
        }

        @Override
        public ModelConnection getConnection(String model, String connection) {
            return opened(model + "/" + connection);
        }

        private ModelConnection opened(String what) {
            asked.add(what);
            open++;
            return new Counted();
        }

        private final class Counted implements ModelConnection {
            private boolean closed;

            @Override
            public InferenceResponse infer(InferenceRequest request) {
                throw failure();
            }

            @Override
            public CompletionStage<InferenceResponse> inferAsync(InferenceRequest request) {
                throw failure();
            }

            @Override
            public InferenceStream stream(InferenceRequest request) {
                throw failure();
            }

            @Override
            public EmbeddingResponse embed(EmbeddingRequest request) {
                throw failure();
            }

            @Override
            public CompletionStage<EmbeddingResponse> embedAsync(EmbeddingRequest request) {
                throw failure();
            }

            @Override
            public ModelMetaData metaData() {
                return new ModelMetaData("gpt", 1, null, Set.of(), Set.of(), List.of(), Optional.empty());
            }

            private InferenceException failure() {
                return new InferenceException(FailureCode.CANCELLED, "no call is made here");
            }

            @Override
            public void close() {
                open -= closed ? 0 : 1;
                closed = true;
            }
        }
    }
}
