package org.externalmodels.connector.submission;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.DeadLetter;
import org.externalmodels.inference.spi.DeadLetters;

/** The dead letters of this server. Two who send the same one again send it once. Shared by threads. */
final class DeadLetterBox implements DeadLetters {

    private final Ledger ledger;
    private final Dispatcher dispatcher;

    DeadLetterBox(Ledger ledger, Dispatcher dispatcher) {
        this.ledger = ledger;
        this.dispatcher = dispatcher;
    }

    @Override
    public List<DeadLetter> list(String after, int limit) {
        return ledger.after(after)
                .filter(DeadLetterBox::isDead)
                .limit(limit)
                .map(DeadLetterBox::letter)
                .toList();
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return dead(id).map(DeadLetterBox::letter);
    }

    @Override
    public synchronized boolean resend(String id) {
        Optional<Entry> dead = dead(id);
        dead.map(ledger::sendAgain).ifPresent(dispatcher::arrived);
        return dead.isPresent();
    }

    @Override
    public synchronized boolean discard(String id) {
        Optional<Entry> dead = dead(id);
        dead.ifPresent(entry -> ledger.remove(entry.id()));
        return dead.isPresent();
    }

    private Optional<Entry> dead(String id) {
        return ledger.find(id).filter(DeadLetterBox::isDead);
    }

    private static boolean isDead(Entry entry) {
        return entry.stage() == Entry.Stage.DEAD;
    }

    private static DeadLetter letter(Entry entry) {
        return new DeadLetter(
                entry.id(),
                entry.destination(),
                entry.correlationId(),
                entry.model(),
                entry.connection(),
                entry.submittedAt(),
                entry.changedAt(),
                entry.deliveries(),
                entry.reason().orElse(""));
    }
}
