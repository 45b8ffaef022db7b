package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.externalmodels.connector.authentication.Authenticator;
import org.externalmodels.connector.authentication.Masking;
import org.externalmodels.connector.dialect.WrongAddress;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.connector.transport.OutboundRequest;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.connector.transport.ResponseReceiver;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.Timeouts;

/** One question to a provider that is no inference. */
final class Asking implements ResponseReceiver {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Timeouts LIMITS =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(5), PATIENCE);
    private static final int LONGEST = 4 << 20;

    private final ProviderQuestion question;
    private final Authenticator authenticator;
    private final HttpTransport transport;
    private final Executor threads;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();
    private final CompletableFuture<ProviderAnswer> answer = new CompletableFuture<>();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private final BodyBuffer body = new BodyBuffer(LONGEST, AnswerMemory.uncounted());
    private ResponseHead head;

    Asking(ProviderQuestion question, Authenticator authenticator, HttpTransport transport, Executor threads) {
        this.question = question;
        this.authenticator = authenticator;
        this.transport = transport;
        this.threads = threads;
    }

    CompletableFuture<ProviderAnswer> start() {
        if (!RouteCompiler.isAddress(question.address())) {
            answer.completeExceptionally(new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "an address is http:// or https:// with a host and without user info"));
        } else {
            Credentials.await(authenticator, deadline, threads, this::send, answer::completeExceptionally);
        }
        return answer;
    }

    private void send() {
        byte[] bytes = question.body().orElse("").getBytes(StandardCharsets.UTF_8);
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Accept", "application/json"));
        if (bytes.length > 0) {
            headers.add(new Header("Content-Type", "application/json"));
        }
        question.headers().forEach((name, value) -> headers.add(new Header(name, value)));
        var address = authenticator.address(question.address());
        // As it is now: it may be another one when the answer quotes it, and already between these two lines.
        secrets.addAll(authenticator.secrets());
        headers.addAll(authenticator.headers(address, List.copyOf(headers), bytes));
        secrets.addAll(authenticator.secrets());
        transport.send(new OutboundRequest(address, headers, ByteBuffer.wrap(bytes), LIMITS, deadline), this);
    }

    @Override
    public void head(ResponseHead came) {
        head = came;
    }

    @Override
    public boolean body(ByteBuffer piece) {
        body.fill(piece);
        return true;
    }

    @Override
    public void end() {
        Masking masking = new Masking(secrets);
        String text = body.text();
        answer.complete(new ProviderAnswer(
                head.status(),
                masking.mask(text),
                ProviderFailures.words(head, text, masking),
                question.structure()
                        .flatMap(structure -> WrongAddress.cure(structure, question.address(), head.status(), text))
                        .map(masking::mask)));
    }

    @Override
    public void failed(TransportFailure failure) {
        answer.completeExceptionally(
                InferenceException.of(ProviderFailures.code(failure.kind(), false), failure.getMessage())
                        .cause(failure)
                        .build());
    }
}
