package org.externalmodels.admin.output;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NonBlockingOutputTest {

    private static final int SLICE = 64 << 10;

    private final List<String> done = new ArrayList<>();
    private final Container container = new Container();
    private NonBlockingOutput output;

    /** Takes as many writes and flushes as a test lets it. */
    private final class Container extends ServletOutputStream {

        private int takes = Integer.MAX_VALUE;
        private WriteListener listener;

        @Override
        public boolean isReady() {
            return takes > 0;
        }

        @Override
        public void setWriteListener(WriteListener to) {
            listener = to;
        }

        @Override
        public void write(int b) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            takes--;
            done.add(
                    length > 10
                            ? "write " + length
                            : new String(Arrays.copyOfRange(bytes, from, from + length), US_ASCII));
        }

        @Override
        public void flush() {
            takes--;
            done.add("flush");
        }

        private void isReadyFor(int more) throws IOException {
            takes = more;
            listener.onWritePossible();
        }
    }

    private final class Page implements NonBlockingOutput.Client {
        @Override
        public void tookAll() {
            done.add("taken");
        }

        @Override
        public void closed(boolean gone) {
            done.add(gone ? "gone" : "closed");
        }
    }

    @BeforeEach
    void start() throws IOException {
        ServletResponse response = answering(ServletResponse.class, container);
        output = new NonBlockingOutput(answering(AsyncContext.class, response), new Page());
        output.start();
        container.isReadyFor(Integer.MAX_VALUE);
        done.clear();
    }

    /** Whatever is asked of it, it has this to give. */
    private static <T> T answering(Class<T> type, Object value) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getReturnType() == void.class ? null : value));
    }

    private static long muchLater() {
        return System.nanoTime() + Duration.ofMinutes(1).toNanos();
    }

    @Test
    void aSmallAnswerIsWrittenAtOnce() {
        output.end("Hello".getBytes(US_ASCII));

        assertThat(done).containsExactly("Hello", "flush", "closed");
        assertThat(output.isHeldUp()).isFalse();
    }

    @Test
    void theFirstPieceOfAStreamIsFlushedTwice() {
        output.write("Hel".getBytes(US_ASCII));
        output.write("lo".getBytes(US_ASCII));
        output.end();

        assertThat(done).containsExactly("Hel", "flush", "flush", "taken", "lo", "flush", "taken", "closed");
    }

    @Test
    void aLargeAnswerIsWrittenInSlicesAsTheClientTakesThem() throws IOException {
        container.takes = 1;
        output.end(new byte[2 * SLICE + 20]);

        assertThat(done).containsExactly("write " + SLICE);
        assertThat(output.isTaken()).isFalse();

        container.isReadyFor(1);
        container.isReadyFor(Integer.MAX_VALUE);

        assertThat(done).containsExactly("write " + SLICE, "write " + SLICE, "write 20", "flush", "closed");
    }

    @Test
    void aSliceThatIsTakenIsAMovement() throws IOException {
        container.takes = 1;
        output.end(new byte[2 * SLICE]);
        long then = System.nanoTime();

        container.isReadyFor(1);

        assertThat(output.stillFor(then)).isNegative();
    }

    @Test
    void anEndThatTheContainerIsNotReadyForIsHeldUp() {
        container.takes = 1;
        output.end("Hello".getBytes(US_ASCII));

        assertThat(output.isTaken()).isTrue();
        assertThat(output.isHeldUp()).isTrue();
        assertThat(output.stillFor(muchLater()))
                .isGreaterThan(Duration.ofSeconds(30).toNanos());

        output.drop();

        assertThat(output.isHeldUp()).isFalse();
        assertThat(done).containsExactly("Hello", "gone");
    }

    @Test
    void aStreamThatIsTakenIsNotHeldUpUntilItEnds() {
        output.write("Hello".getBytes(US_ASCII));
        assertThat(output.isHeldUp()).isFalse();
        container.takes = 0;
        long then = System.nanoTime();

        output.end();

        assertThat(output.isHeldUp()).isTrue();
        assertThat(output.stillFor(then)).isNegative();
    }
}
