package org.externalmodels.benchmarks.load;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;

/**
 * Many streams at once, each of 60 words with a pause between: by how much longer the pauses are that the reader sees.
 * Arguments: streams (2000), milliseconds between chunks (10).
 */
public final class StreamsAtOnce {

    private static final int WORDS = 60;

    /** The first ones warm the virtual machine up. */
    private static final int WAVES = 4;

    /** A wave begins over so many pauses, so that its chunks do not all come in the same moment. */
    private static final int PAUSES_OF_BEGIN = 10;

    private StreamsAtOnce() {}

    public static void main(String[] args) throws Exception {
        int streams = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        int pause = args.length > 1 ? Integer.parseInt(args[1]) : 10;
        String prompt =
                IntStream.range(0, WORDS).mapToObj(word -> "word" + word).collect(Collectors.joining(" "));
        try (var sandbox = new SandboxProcess();
                var adapter = new LoadedAdapter(sandbox.endpoint(), "chunk-delay=" + pause, streams)) {
            for (int wave = 1; wave <= WAVES; wave++) {
                wave(wave, streams, pause, prompt, adapter);
            }
        }
    }

    private static void wave(int wave, int streams, int pause, String prompt, LoadedAdapter adapter)
            throws InterruptedException {
        var over = new CountDownLatch(streams);
        var whole = new AtomicInteger();
        var readers = new Reader[streams];
        long apart = TimeUnit.MILLISECONDS.toNanos(pause) * PAUSES_OF_BEGIN / streams;
        long begin = System.nanoTime();
        for (int i = 0; i < streams; i++) {
            readers[i] = new Reader(over, whole);
            LockSupport.parkNanos(begin + i * apart - System.nanoTime());
            try (ModelConnection model = adapter.connection()) {
                InferenceStream stream = model.stream(InferenceRequest.prompt(prompt));
                stream.subscribe(readers[i]);
            }
        }
        if (!over.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException(over.getCount() + " streams have not ended");
        }
        long[] added = Arrays.stream(readers)
                .flatMapToLong(reader -> Arrays.stream(reader.gaps, 0, reader.count))
                .map(gap -> gap - TimeUnit.MILLISECONDS.toNanos(pause))
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "wave %d: %,d of %,d streams whole, %,d chunks; beyond the pause p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
                wave,
                whole.get(),
                streams,
                added.length,
                added[added.length / 2] / 1e6,
                added[(int) (added.length * 0.99)] / 1e6,
                added[added.length - 1] / 1e6);
    }

    private static final class Reader implements Flow.Subscriber<InferenceEvent> {
        private final CountDownLatch over;
        private final AtomicInteger whole;
        private final long[] gaps = new long[WORDS * 2 + 8];
        private int count;
        private long last;

        Reader(CountDownLatch over, AtomicInteger whole) {
            this.over = over;
            this.whole = whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(InferenceEvent event) {
            if (event instanceof InferenceEvent.TextDelta) {
                long now = System.nanoTime();
                if (last != 0 && count < gaps.length) {
                    gaps[count++] = now - last;
                }
                last = now;
            }
        }

        @Override
        public void onError(Throwable failure) {
            System.err.println(failure);
            over.countDown();
        }

        @Override
        public void onComplete() {
            whole.incrementAndGet();
            over.countDown();
        }
    }
}
