package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.externalmodels.admin.output.NonBlockingOutput;
import org.externalmodels.registry.limits.Standing;

/**
 * One request and its answer, without a thread of its own. Used by the container's threads, the transport's and the
 * {@link Pulse}; its state is guarded by itself.
 */
final class Exchange implements NonBlockingOutput.Client, Departures.Client {

    /** A comment, which every client passes over. */
    private static final String HEARTBEAT = ": \n\n";

    private static final long NEVER = Long.MIN_VALUE;

    /** Two heartbeats show within a second that the client is gone: the first one is refused by its machine, the second here. */
    private static final long SILENCE = Duration.ofMillis(250).toNanos();

    /** Where the system tells who is gone, heartbeats only keep what lies between from taking the connection for a dead one. */
    private static final long WATCHED_SILENCE = Duration.ofSeconds(15).toNanos();

    /** For so long after it was seen a client counts as watched. */
    private static final long WATCHED = Duration.ofSeconds(5).toNanos();

    /** For so long a stream waits for its first event, so that a failure still has a status of its own. */
    private static final long OPENING = Duration.ofSeconds(1).toNanos();

    /** Less than a beat of the pulse, so that whoever gets a heartbeat at one beat is looked for at the next. */
    private static final long SOON = Duration.ofMillis(50).toNanos();

    /** What no name service is asked about. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+");

    private final HttpServletResponse response;
    private final NonBlockingOutput output;
    private final ErrorShape errors;
    private final Pulse pulse;
    private final long slowestClient;

    private boolean began;
    private boolean detailed;
    private EventStream stream;
    private Runnable whenGone = () -> {};
    private final RequestMemory.Share memory;
    private Supplier<List<Standing>> standings = List::of;
    private long readBy = NEVER;
    private final String remoteAddress;
    private final int remotePort;
    private final int localPort;
    private boolean seenConnected;
    private int missed;
    private long seenAt = NEVER;
    private final boolean connectionIsItsOwn;

    /**
     * An exchange whose request is read.
     *
     * @param memory what it takes; given back once the request and its answer are over, however they end
     * @param slowestClient how long it may take nothing of what waits for it
     */
    Exchange(AsyncContext context, ErrorShape errors, Pulse pulse, RequestMemory.Share memory, Duration slowestClient)
            throws IOException {
        this.response = (HttpServletResponse) context.getResponse();
        this.output = new NonBlockingOutput(context, this);
        this.remoteAddress = context.getRequest().getRemoteAddr();
        this.remotePort = context.getRequest().getRemotePort();
        this.localPort = context.getRequest().getLocalPort();
        // Over HTTP/2 the connection stays for other requests when this one is given up.
        this.connectionIsItsOwn = context.getRequest().getProtocol().startsWith("HTTP/1.");
        this.errors = errors;
        this.pulse = pulse;
        this.memory = memory;
        this.slowestClient = slowestClient.toNanos();
    }

    void start() {
        pulse.add(this);
        output.start();
    }

    /** Gives up on a client that does not send its request in time. */
    synchronized void expectRequest(Duration within) {
        readBy = System.nanoTime() + within.toNanos();
    }

    /** The request is here; {@code false} if it was given up before. */
    synchronized boolean requestIsRead() {
        boolean expected = readBy != NEVER && output.isOpen();
        readBy = NEVER;
        return expected;
    }

    /** Whether an answer is still to come, and somebody to take it. */
    boolean isOpen() {
        return output.isOpen();
    }

    /** What to do when the client is gone; at once if it is. */
    void whenGone(Runnable action) {
        synchronized (this) {
            whenGone = action;
        }
        if (output.isClosed()) {
            action.run();
        }
    }

    /** Errors are told with all that is known of the failure. */
    synchronized void tellDetails() {
        detailed = true;
    }

    /** The answer, whatever it is, tells where its caller stands with its limits by then. */
    synchronized void tellStandings(Supplier<List<Standing>> known) {
        standings = known;
    }

    /** Answers in one piece. */
    synchronized void answer(JsonObject body, AnswerHeaders headers) {
        if (output.isOpen()) {
            headers.writeTo(response);
            send(200, body);
        }
    }

    /** Answers with a text in one piece. */
    synchronized void answer(String text, AnswerHeaders headers) {
        if (output.isOpen()) {
            headers.writeTo(response);
            send(200, "text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Answers with an error; after the beginning of a stream, as its last event. */
    void refuse(Refusal refusal) {
        EventStream open;
        synchronized (this) {
            if (!output.isOpen()) {
                return;
            }
            open = stream;
            if (!began) {
                Refusal.Details known = refusal.details();
                new AnswerHeaders(known.traceId(), known.connection(), known.model()).writeTo(response);
                Duration wait = known.retryAfter();
                if (wait != null) {
                    AnswerHeaders.retryAfter(response, wait);
                }
                JsonObject error = errors.json(refusal);
                send(refusal.status(), detailed ? OwnMembers.inError(error, refusal) : error);
                return;
            }
        }
        write(open.format().failed(refusal));
        output.end();
    }

    /**
     * Makes room for a stream.
     *
     * @throws Refusal if there is none
     */
    void expectStream() {
        memory.takeForStream();
    }

    /** From now on the answer is a stream of events, which begins with the first of them. */
    synchronized void openStream(EventStream events) {
        stream = events;
        output.touch();
    }

    void write(String text) {
        if (!text.isEmpty() && goesOn()) {
            output.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The stream ends with this. */
    void end(String text) {
        if (goesOn()) {
            output.end(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private synchronized boolean goesOn() {
        if (!output.isOpen()) {
            return false;
        }
        begin();
        return true;
    }

    /** Whether the client has taken all that was written. */
    boolean isTaken() {
        return output.isTaken();
    }

    private void begin() {
        if (!began) {
            began = true;
            response.setStatus(HttpServletResponse.SC_OK);
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-cache");
            // Proxies would collect events otherwise.
            response.setHeader("X-Accel-Buffering", "no");
            stream.headers().writeTo(response);
            RateHeaders.write(response, errors, standings.get());
        }
    }

    private void send(int status, JsonObject json) {
        send(status, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void send(int status, String contentType, byte[] body) {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setContentLength(body.length);
        RateHeaders.write(response, errors, standings.get());
        output.end(body);
    }

    @Override
    public void tookAll() {
        EventStream readOn;
        synchronized (this) {
            readOn = stream;
        }
        if (readOn != null) {
            readOn.drained();
        }
    }

    /** Looks after what does not happen by itself: heartbeats, and clients that are too slow. */
    void tick(long now) {
        boolean late;
        boolean stuck;
        boolean quiet;
        synchronized (this) {
            late = readBy != NEVER && now - readBy > 0;
            readBy = late ? NEVER : readBy;
            long still = output.stillFor(now);
            stuck = output.isHeldUp() && still > slowestClient;
            quiet = stream != null && output.isOpen() && output.isTaken() && still > longestSilence(now);
        }
        if (late) {
            refuse(new Refusal(408, "request_timeout", null, "The request did not come in time."));
        } else if (stuck) {
            gone();
        } else if (quiet) {
            write(HEARTBEAT);
        }
    }

    private long longestSilence(long now) {
        if (!began) {
            return OPENING;
        }
        boolean watched = connectionIsItsOwn && seenAt != NEVER && now - seenAt < WATCHED;
        return watched ? WATCHED_SILENCE : SILENCE;
    }

    @Override
    public synchronized boolean waits(long now) {
        return readBy == NEVER && output.isOpen() && output.stillFor(now) > SOON;
    }

    @Override
    public int localPort() {
        return localPort;
    }

    /**
     * Looks whether the client is still connected. One that was never seen so is left alone: behind a proxy the request may
     * name another address than that of the connection.
     */
    @Override
    public void look(TcpTable connections) {
        Boolean open = peer().map(connections.openByPeer()::get).orElse(null);
        boolean left;
        synchronized (this) {
            // One reading can miss a connection that stands: others come and go while the system tells of them.
            missed = open == null ? missed + 1 : 0;
            left = open == null ? seenConnected && missed > 1 : !open;
            seenConnected |= open != null;
            seenAt = open != null ? System.nanoTime() : seenAt;
        }
        if (left) {
            gone();
        }
    }

    private Optional<TcpTable.Peer> peer() {
        String literal = remoteAddress == null ? "" : remoteAddress.replaceFirst("%.*", "");
        if (!ADDRESS.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TcpTable.Peer(InetAddress.getByName(literal), remotePort, localPort));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    @Override
    public void closed(boolean gone) {
        pulse.remove(this);
        memory.giveBack();
        if (gone) {
            Runnable action;
            synchronized (this) {
                action = whenGone;
            }
            action.run();
        }
    }

    /** The client takes no more. */
    void gone() {
        output.drop();
    }
}
