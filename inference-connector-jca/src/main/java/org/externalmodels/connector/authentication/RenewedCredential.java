package org.externalmodels.connector.authentication;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/**
 * The credential of one role or profile, fetched when first needed and renewed ahead as long as somebody uses them. Shared by
 * threads; credentials are read without a lock.
 */
final class RenewedCredential<C extends TimedCredential> {

    private static final System.Logger LOG = System.getLogger(RenewedCredential.class.getName());
    private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);

    /** So long a refusal stands: calls that come meanwhile do not ask again, one behind the other. */
    private static final Duration REFUSAL = Duration.ofSeconds(3);

    /** New credentials are asked for at most so often because a provider refused the old ones. */
    private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(5);

    /** So long a renewal waits for a fetch that is under way. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Supplier<C> source;
    private final CredentialThreads threads;
    private final Runnable unused;

    private volatile C session;
    private volatile boolean stale;
    private volatile boolean used;
    private CompletableFuture<Void> fetching;
    private InferenceException refusal;
    private Instant refusedUntil = Instant.MIN;
    private Instant lastRefusal = Instant.EPOCH;

    /**
     * Prepares a session; nothing is fetched yet.
     *
     * @param source asks for credentials, or fails with {@link InferenceException}
     * @param threads on which it is asked, by one at a time
     * @param unused told when the session ends because nobody uses it
     */
    RenewedCredential(Supplier<C> source, CredentialThreads threads, Runnable unused) {
        this.source = source;
        this.threads = threads;
        this.unused = unused;
    }

    CompletableFuture<Void> ready() {
        if (!used) {
            used = true;
        }
        C current = session;
        return current != null && !stale && current.isFresh(Instant.now()) ? READY : fetched();
    }

    /** Asks whatever is there, and whatever was refused a moment ago. What is there stays if that fails. */
    synchronized CompletableFuture<Void> again() {
        refusedUntil = Instant.MIN;
        return fetched();
    }

    /** Empty until {@link #ready} once was. */
    Optional<C> credentials() {
        return Optional.ofNullable(session);
    }

    synchronized boolean refused() {
        if (session == null) {
            return false;
        }
        Instant now = Instant.now();
        if (lastRefusal.plus(BETWEEN_REFUSALS).isBefore(now)) {
            lastRefusal = now;
            stale = true;
        }
        // Who comes later was refused with the old one, and finds the new one.
        return true;
    }

    private synchronized CompletableFuture<Void> fetched() {
        if (fetching == null) {
            if (Instant.now().isBefore(refusedUntil)) {
                return CompletableFuture.failedFuture(refusal);
            }
            try {
                threads.now().execute(this::ask);
            } catch (RejectedExecutionException e) {
                return CompletableFuture.failedFuture(
                        new InferenceException(FailureCode.CANCELLED, "the server is shutting down"));
            }
            fetching = new CompletableFuture<>();
        }
        // A copy: who gives up waiting must not give up for the others.
        return fetching.copy();
    }

    /**
     * Asks, while nobody else does. Whatever happens, nobody is left waiting.
     *
     * @return why there are no other credentials; empty if there are
     */
    private Optional<InferenceException> ask() {
        Optional<InferenceException> failure = Optional.empty();
        try {
            took(source.get());
        } catch (InferenceException e) {
            failure = Optional.of(e);
        } catch (RuntimeException | Error e) {
            // Nobody else would hear of it: it ends here, on a thread of ours.
            LOG.log(System.Logger.Level.ERROR, "Asking for credentials broke down", e);
            failure = Optional.of(
                    InferenceException.of(FailureCode.AUTHENTICATION_FAILED, "no credentials could be had; see the log")
                            .cause(e)
                            .build());
        }
        settle(failure.orElse(null));
        return failure;
    }

    private void settle(InferenceException failure) {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = fetching;
            fetching = null;
            refusal = failure;
            refusedUntil = failure == null ? Instant.MIN : Instant.now().plus(REFUSAL);
        }
        if (failure == null) {
            waiting.complete(null);
        } else {
            waiting.completeExceptionally(failure);
        }
    }

    private void took(C fetched) {
        session = fetched;
        stale = false;
        later(fetched, Duration.between(Instant.now(), fetched.renewal()));
    }

    private void later(C renewed, Duration wait) {
        if (!threads.renewal().isShutdown()) {
            Future<?> ignored = threads.renewal()
                    .schedule(() -> renew(renewed), Math.max(wait.toMillis(), 10), TimeUnit.MILLISECONDS);
        }
    }

    private void renew(C old) {
        if (!old.equals(session)) {
            return;
        }
        if (!used) {
            unused.run();
            return;
        }
        synchronized (this) {
            if (fetching != null) {
                // Somebody asks already: a refresh token must not be sent twice. If that brings none, it is asked
                // again.
                later(old, AGAIN);
                return;
            }
            fetching = new CompletableFuture<>();
        }
        used = false;
        ask().ifPresent(failure -> postponed(old, failure));
    }

    private void postponed(C old, InferenceException failure) {
        used = true;
        Duration left = Duration.between(Instant.now(), old.expires());
        LOG.log(
                System.Logger.Level.WARNING,
                "Credentials are not renewed, and end in {0}: {1}",
                left,
                failure.getMessage());
        if (!left.isNegative()) {
            later(old, left.dividedBy(3).plusMillis(100));
        }
    }
}
