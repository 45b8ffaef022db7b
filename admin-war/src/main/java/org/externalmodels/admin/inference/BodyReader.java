package org.externalmodels.admin.inference;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes a request's body as it comes, without a thread that waits for it. */
final class BodyReader implements ReadListener {

    private static final int MOST_AT_ONCE = 8 << 10;

    private final ServletInputStream in;
    private final Exchange exchange;
    private final long told;
    private final int longest;
    private final RequestMemory.Share memory;
    private final Consumer<byte[]> whole;
    private byte[] buffer;
    private ByteArrayOutputStream body;
    private boolean over;

    /**
     * Reads for an exchange.
     *
     * @param told bytes of the body, negative if it does not tell
     * @param longest the most bytes of a body
     * @param memory what the body takes; given back by the exchange
     * @param whole gets it
     */
    BodyReader(
            ServletInputStream in,
            Exchange exchange,
            long told,
            int longest,
            RequestMemory.Share memory,
            Consumer<byte[]> whole) {
        int atOnce = told > 0 && told < MOST_AT_ONCE ? (int) told : MOST_AT_ONCE;
        this.buffer = new byte[atOnce];
        this.body = new ByteArrayOutputStream(atOnce);
        this.in = in;
        this.exchange = exchange;
        this.told = told;
        this.longest = longest;
        this.memory = memory;
        this.whole = whole;
    }

    /**
     * Whether the stream is finished is not asked: Payara says so when everything has come, not when everything is read. Nor
     * whether it is ready when everything is read: Payara then reads on behind the request, where it loses what the client
     * sends next, and closes a connection whose client left without telling anybody.
     */
    @Override
    public void onDataAvailable() throws IOException {
        while (!over && in.isReady()) {
            int read = in.read(buffer);
            if (read < 0) {
                return;
            }
            keep(read);
            if (!over && body.size() == told) {
                onAllDataRead();
            }
        }
    }

    private void keep(int read) {
        if (body.size() + read > longest) {
            refuse(new Refusal(413, "request_too_large", null, "A request has at most " + longest + " bytes."));
        } else if (memory.take(read)) {
            body.write(buffer, 0, read);
        } else {
            refuse(RequestMemory.full());
        }
    }

    private void refuse(Refusal refusal) {
        end();
        exchange.refuse(refusal);
    }

    @Override
    public void onAllDataRead() {
        if (!over) {
            byte[] all = body.toByteArray();
            end();
            if (exchange.requestIsRead()) {
                whole.accept(all);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        end();
        exchange.gone();
    }

    /** The container knows this for as long as the answer takes. */
    private void end() {
        over = true;
        buffer = null;
        body = null;
    }
}
