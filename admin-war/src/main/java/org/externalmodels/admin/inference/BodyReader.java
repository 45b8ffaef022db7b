package org.externalmodels.admin.inference;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Takes a request's body as it comes, without a thread that waits for it. */
final class BodyReader implements ReadListener {

    private final ServletInputStream in;
    private final Exchange exchange;
    private final Allowance allowance;
    private final Consumer<byte[]> whole;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[8 << 10];
    private boolean over;

    /**
     * How much may be held.
     *
     * @param perRequest the most bytes of one body
     * @param all the most bytes of all bodies that are being read
     * @param held how many these are now
     */
    record Allowance(int perRequest, long all, AtomicLong held) {
        Allowance(int perRequest, long all) {
            this(perRequest, all, new AtomicLong());
        }
    }

    BodyReader(ServletInputStream in, Exchange exchange, Allowance allowance, Consumer<byte[]> whole) {
        this.in = in;
        this.exchange = exchange;
        this.allowance = allowance;
        this.whole = whole;
    }

    @Override
    public void onDataAvailable() throws IOException {
        // Not asked whether it is finished: Payara says so when everything has come, not when everything is read.
        while (!over && in.isReady()) {
            int read = in.read(buffer);
            if (read < 0) {
                return;
            }
            keep(read);
        }
    }

    private void keep(int read) {
        if (body.size() + read > allowance.perRequest()) {
            refuse(new Refusal(
                    413, "request_too_large", null, "A request has at most " + allowance.perRequest() + " bytes."));
        } else if (allowance.held().addAndGet(read) > allowance.all()) {
            allowance.held().addAndGet(-read);
            refuse(Refusal.later(
                    503,
                    "too_many_requests_at_once",
                    "Too many large requests are being read at the moment.",
                    Duration.ofSeconds(1)));
        } else {
            body.write(buffer, 0, read);
        }
    }

    private void refuse(Refusal refusal) {
        letGo();
        exchange.refuse(refusal);
    }

    @Override
    public void onAllDataRead() {
        if (!over) {
            letGo();
            exchange.requestIsRead();
            whole.accept(body.toByteArray());
        }
    }

    @Override
    public void onError(Throwable failure) {
        letGo();
        exchange.gone();
    }

    private void letGo() {
        if (!over) {
            over = true;
            allowance.held().addAndGet(-body.size());
        }
    }
}
