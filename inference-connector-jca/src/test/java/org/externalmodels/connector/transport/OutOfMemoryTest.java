package org.externalmodels.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An error in one exchange ends that exchange, and not the thread that serves others too. */
class OutOfMemoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private enum Moment {
        HEAD,
        BODY,
        END
    }

    @ParameterizedTest
    @EnumSource
    void endsItsExchangeAndNoOther(Moment moment) throws Exception {
        try (PlainProvider provider = new PlainProvider();
                HttpTransport transport = HttpTransport.open(4, Network.withLoopback())) {
            // More than there are threads: if each took one with it, none would be left.
            for (int i = 0; i <= 2 * Runtime.getRuntime().availableProcessors(); i++) {
                Starving receiver = new Starving(moment);
                transport.send(request(provider, "/"), receiver);

                TransportFailure failure = (TransportFailure)
                        catchThrowableOfType(ExecutionException.class, () -> receiver.heard.get(20, TimeUnit.SECONDS))
                                .getCause();

                assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.OUT_OF_MEMORY);
                assertThat(failure.getCause()).isInstanceOf(OutOfMemoryError.class);
            }
            WholeAnswer answer = new WholeAnswer(1_000);
            transport.send(request(provider, "/still"), answer);
            assertThat(answer.await(PATIENCE).text()).isEqualTo("POST /still hello");
        }
    }

    private static OutboundRequest request(PlainProvider provider, String path) {
        return new OutboundRequest(
                URI.create("http://127.0.0.1:" + provider.port() + path),
                List.of(),
                ByteBuffer.wrap(new byte[] {'h', 'e', 'l', 'l', 'o'}),
                Timeouts.DEFAULTS,
                System.nanoTime() + PATIENCE.toNanos());
    }

    /** Has no memory at one moment. */
    private static final class Starving implements ResponseReceiver {
        private final CompletableFuture<Void> heard = new CompletableFuture<>();
        private final Moment moment;

        Starving(Moment moment) {
            this.moment = moment;
        }

        private void reach(Moment now) {
            if (now == moment) {
                throw new OutOfMemoryError("Java heap space");
            }
        }

        @Override
        public void head(ResponseHead head) {
            reach(Moment.HEAD);
        }

        @Override
        public boolean body(ByteBuffer piece) {
            piece.position(piece.limit());
            reach(Moment.BODY);
            return true;
        }

        @Override
        public void end() {
            reach(Moment.END);
            heard.complete(null);
        }

        @Override
        public void failed(TransportFailure failure) {
            heard.completeExceptionally(failure);
        }
    }
}
