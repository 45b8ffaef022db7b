package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.keys.KeyRing;
import org.externalmodels.registry.keys.WayIn;

/** Everything under {@code /v1}: who calls, which path, and on to its operation. Shared by all requests. */
final class FrontDoor implements AutoCloseable {

    private static final int LARGEST_BODY = 32 << 20;
    private static final String MODELS = "/models";

    private final Doorkeeper doorkeeper;
    private final Pulse pulse;
    private final Handover handover;
    private final CallerTrace trace;
    private final ModelList models;
    private final Map<String, Operation> operations;
    private final Patience patience;
    private final RequestMemory memory;

    /** Makes work part of the trace that the headers of a request tell. */
    interface CallerTrace {
        Runnable within(UnaryOperator<String> header, Runnable work);
    }

    /**
     * How long clients may take.
     *
     * @param toSend a request
     * @param toTake anything of what waits for them
     */
    record Patience(Duration toSend, Duration toTake) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30));
    }

    FrontDoor(
            ModelDirectory directory,
            KeyRing keys,
            RateHeaders.Rates rates,
            ScheduledExecutorService scheduler,
            Handover handover,
            CallerTrace trace,
            Patience patience,
            RequestMemory memory) {
        this.trace = trace;
        this.handover = handover;
        this.patience = patience;
        this.memory = memory;
        doorkeeper = new Doorkeeper(keys, new Throttle(System::nanoTime));
        pulse = new Pulse(scheduler);
        models = new ModelList(directory);
        operations = Map.of(
                "/chat/completions",
                        new InferenceOperation(directory, WayIn.CHAT_COMPLETIONS, ChatRequest::read, rates),
                "/responses", new InferenceOperation(directory, WayIn.RESPONSES, ResponsesRequest::read, rates),
                "/messages", new InferenceOperation(directory, WayIn.MESSAGES, MessagesRequest::read, rates),
                "/messages/count_tokens", new CountTokens(directory, rates),
                "/images/generations", new InferenceOperation(directory, WayIn.IMAGES, ImagesRequest::read, rates),
                "/audio/transcriptions", new TranscriptionsOperation(directory, rates),
                "/embeddings", new EmbeddingsOperation(directory, rates));
    }

    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ErrorShape family = family(request);
        try {
            Caller caller = doorkeeper.identify(request, response);
            String path = request.getPathInfo() == null ? "/" : request.getPathInfo();
            if (path.equals(MODELS) || path.startsWith(MODELS + "/")) {
                requireMethod(request, response, "GET");
                sendModels(caller, family, path, "true".equals(request.getParameter("details")), response);
                return;
            }
            Operation operation = operations.get(path);
            if (operation == null) {
                throw new Refusal(404, "unknown_url", null, "There is nothing at /v1" + path + ".");
            }
            requireMethod(request, response, "POST");
            requireType(request, operation.mediaType());
            begin(operation, caller, family, request);
        } catch (RuntimeException refused) {
            // What is left of the body is not read, so that the connection is of no more use.
            if (request.getContentLengthLong() != 0 && request.getMethod().equals("POST")) {
                response.setHeader("Connection", "close");
            }
            send(Refusals.of(refused), family, response);
        }
    }

    private void begin(Operation operation, Caller caller, ErrorShape family, HttpServletRequest request)
            throws IOException {
        if (request.getContentLengthLong() > LARGEST_BODY) {
            throw new Refusal(413, "request_too_large", null, "A request has at most " + LARGEST_BODY + " bytes.");
        }
        RequestMemory.Share share = memory.share();
        try {
            read(operation, caller, family, request, share);
        } catch (IOException | RuntimeException | VirtualMachineError failed) {
            share.giveBack();
            throw failed;
        }
    }

    private void read(
            Operation operation,
            Caller caller,
            ErrorShape family,
            HttpServletRequest request,
            RequestMemory.Share share)
            throws IOException {
        String type = request.getContentType();
        AsyncContext context = request.startAsync();
        // The engine's own limits end every call; a client that neither sends nor reads is the exchange's to end.
        context.setTimeout(0);
        Exchange exchange = new Exchange(context, family, pulse, share, patience.toTake());
        exchange.expectRequest(patience.toSend());
        exchange.start();
        request.getInputStream()
                .setReadListener(new BodyReader(
                        request.getInputStream(),
                        exchange,
                        request.getContentLengthLong(),
                        LARGEST_BODY,
                        share,
                        body -> handover.begin(
                                trace.within(
                                        request::getHeader,
                                        () -> begin(operation, caller, new RequestBody(type, body), exchange, share)),
                                () -> exchange.refuse(tooMany()))));
    }

    private static Refusal tooMany() {
        return Refusal.later(
                503,
                "too_many_requests_at_once",
                "Too many requests wait to be counted at the moment.",
                Duration.ofSeconds(1));
    }

    private static void begin(
            Operation operation, Caller caller, RequestBody body, Exchange exchange, RequestMemory.Share share) {
        try {
            // A client may leave while its call waits to begin.
            if (exchange.isOpen()) {
                operation.begin(caller, body, exchange);
            }
        } catch (RuntimeException | VirtualMachineError refused) {
            exchange.refuse(Refusals.of(refused));
        } finally {
            share.bodyIsRead();
        }
    }

    private void sendModels(
            Caller caller, ErrorShape family, String path, boolean detailed, HttpServletResponse response)
            throws IOException {
        JsonObject json = path.length() <= MODELS.length() + 1
                ? models.list(caller, family)
                : models.one(caller, family, path.substring(MODELS.length() + 1), detailed);
        send(200, json, response);
    }

    /** Anthropic's clients name the version of the wire format. */
    private static ErrorShape family(HttpServletRequest request) {
        String path = String.valueOf(request.getPathInfo());
        boolean anthropic = path.startsWith("/messages") || request.getHeader("anthropic-version") != null;
        return anthropic ? ErrorShape.ANTHROPIC : ErrorShape.OPENAI;
    }

    private static void requireMethod(HttpServletRequest request, HttpServletResponse response, String method) {
        if (!request.getMethod().equals(method)) {
            response.setHeader("Allow", method);
            throw new Refusal(405, "method_not_allowed", null, "This address takes " + method + " only.");
        }
    }

    /**
     * No HTML form can send JSON, so no page of another site can make a browser call with the credentials it remembers. It
     * can send a form, but then it says where it is from.
     */
    private static void requireType(HttpServletRequest request, String wanted) {
        String type = String.valueOf(request.getContentType());
        if (!type.regionMatches(true, 0, wanted, 0, wanted.length())) {
            throw new Refusal(415, "unsupported_media_type", null, "Send " + wanted + ".");
        }
        boolean form = wanted.startsWith("multipart/");
        if (form && (request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null)) {
            throw Refusal.forbidden("Forms are not taken from pages in a browser.");
        }
    }

    private static void send(Refusal refusal, ErrorShape family, HttpServletResponse response) throws IOException {
        Duration wait = refusal.details().retryAfter();
        if (wait != null) {
            AnswerHeaders.retryAfter(response, wait);
        }
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.addHeader("WWW-Authenticate", "Bearer realm=\"External Models\"");
        }
        send(refusal.status(), family.json(refusal), response);
    }

    private static void send(int status, JsonObject json, HttpServletResponse response) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    public void close() {
        handover.close();
        pulse.close();
    }
}
