package org.externalmodels.connector.submission;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.WaitingSubmission;
import org.externalmodels.inference.spi.WaitingSubmission.State;
import org.externalmodels.inference.spi.WaitingSubmissions;

/** The submissions of this server that are neither delivered nor dead letters, to look at. Shared by threads. */
final class WaitingList implements WaitingSubmissions {

    private final Ledger ledger;
    private final Dispatcher dispatcher;
    private final Branches branches;

    WaitingList(Ledger ledger, Dispatcher dispatcher, Branches branches) {
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.branches = branches;
    }

    @Override
    public List<WaitingSubmission> list(String after, int limit) {
        return ledger.after(after)
                .flatMap(entry -> submission(entry).stream())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<WaitingSubmission> find(String id) {
        return ledger.find(id).flatMap(this::submission);
    }

    @Override
    public int inDoubt() {
        return branches.inDoubt();
    }

    private Optional<WaitingSubmission> submission(Entry entry) {
        return state(entry)
                .map(state -> new WaitingSubmission(
                        entry.id(),
                        entry.destination(),
                        entry.correlationId(),
                        entry.model(),
                        entry.connection(),
                        entry.submittedAt(),
                        state,
                        entry.changedAt(),
                        entry.calls(),
                        entry.deliveries(),
                        dispatcher.isListened(entry),
                        entry.reason()));
    }

    private static Optional<State> state(Entry entry) {
        return switch (entry.stage()) {
            case WAITING -> Optional.of(State.WAITING);
            case CALLING -> Optional.of(State.CALLING);
            case ANSWERED -> Optional.of(State.ANSWERED);
            case DEAD -> Optional.empty();
        };
    }
}
