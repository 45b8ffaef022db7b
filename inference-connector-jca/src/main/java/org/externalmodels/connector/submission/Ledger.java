package org.externalmodels.connector.submission;

import jakarta.json.JsonException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.externalmodels.connector.submission.Entry.Stage;
import org.externalmodels.connector.submission.EntryFormat.Prepared;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.spi.CallOrigin;

/**
 * Knows where every submission of this server stands. Each step is on the disk before it counts. What is prepared and not
 * committed is no submission yet. Shared by threads; steps of one submission are taken one after the other.
 */
final class Ledger {

    /** A few images; whoever sends more lets the provider fetch them. */
    private static final int LARGEST = 32 << 20;

    private final SubmissionStore store;
    private final Room room;
    /** By id, which is the order in which they were submitted. */
    private final ConcurrentNavigableMap<String, Entry> entries = new ConcurrentSkipListMap<>();

    private Ledger(SubmissionStore store, SubmissionLimits limits) {
        this.store = store;
        this.room = new Room(limits);
    }

    /** What a transaction manager has been promised by an earlier run. */
    record InDoubt(BranchId branch, List<Submitted> submitted, List<String> delivered) {}

    /** Begins with what earlier runs left, prepared branches included. */
    static Ledger open(SubmissionStore store, SubmissionLimits limits, Collection<InDoubt> inDoubt) {
        Ledger ledger = new Ledger(store, limits);
        Map<String, Prepared> branches = new HashMap<>();
        store.read(tables -> {
            tables.entries()
                    .forEach((id, entry) ->
                            ledger.entries.put(id, EntryFormat.decode(id, entry).found()));
            tables.branches().forEach((name, branch) -> branches.put(name, Prepared.decode(branch)));
            return null;
        });
        ledger.entries.values().forEach(entry -> ledger.room.has(entry.size()));
        branches.forEach((name, prepared) -> inDoubt.add(new InDoubt(
                BranchId.parse(name),
                prepared.submitted().stream()
                        .map(id -> new Submitted(ledger.entries.remove(id), new byte[0]))
                        .toList(),
                prepared.delivered())));
        return ledger;
    }

    /** Takes room for a submission. */
    Submitted draft(Submission submission, CallOrigin origin) {
        byte[] request = encode(submission, origin);
        Instant now = Instant.now();
        Entry entry = new Entry(
                SubmissionIds.next(),
                submission.destination(),
                submission.correlationId(),
                submission.model(),
                submission.connection(),
                now,
                Stage.WAITING,
                0,
                0,
                0,
                Optional.empty(),
                now,
                request.length,
                0);
        room.take(entry.size());
        return new Submitted(entry, request);
    }

    private static byte[] encode(Submission submission, CallOrigin origin) {
        byte[] request;
        try {
            request = new StoredRequest(origin, submission.request(), submission.defaultTimeout()).encode();
        } catch (JsonException e) {
            throw InferenceException.of(FailureCode.INVALID_REQUEST, "The request has no JSON form: " + e.getMessage())
                    .modelName(submission.model())
                    .cause(e)
                    .build();
        }
        if (request.length > LARGEST) {
            throw InferenceException.of(
                            FailureCode.INVALID_REQUEST,
                            "A submission has at most " + (LARGEST >> 20) + " MB, not " + request.length + " bytes")
                    .modelName(submission.model())
                    .build();
        }
        return request;
    }

    /** Submitteds that come to nothing. */
    void drop(List<Submitted> drafts) {
        drafts.forEach(draft -> room.giveBack(draft.entry().size()));
    }

    /** Makes drafts submissions, and removes what was delivered, in one step. */
    void commit(List<Submitted> submitted, List<String> delivered) {
        store.change(
                tables -> {
                    submitted.forEach(draft -> keep(tables, draft));
                    delivered.forEach(tables::forget);
                },
                tables -> forget(tables, submitted));
        committed(submitted, delivered);
    }

    /** Keeps what a branch will do if it commits. */
    void prepare(BranchId branch, List<Submitted> submitted, List<String> delivered) {
        List<String> ids = submitted.stream().map(draft -> draft.entry().id()).toList();
        byte[] prepared = new Prepared(ids, delivered).encode();
        store.change(
                tables -> {
                    submitted.forEach(draft -> keep(tables, draft));
                    tables.branches().put(branch.text(), prepared);
                },
                tables -> {
                    tables.branches().remove(branch.text());
                    forget(tables, submitted);
                });
    }

    /** Does what a branch was prepared for. */
    void commitPrepared(BranchId branch, List<Submitted> submitted, List<String> delivered) {
        store.change(tables -> {
            tables.branches().remove(branch.text());
            delivered.forEach(tables::forget);
        });
        committed(submitted, delivered);
    }

    /** Forgets what a branch was prepared for. */
    void rollBackPrepared(BranchId branch, List<Submitted> submitted) {
        store.change(tables -> {
            tables.branches().remove(branch.text());
            forget(tables, submitted);
        });
        drop(submitted);
    }

    private static void keep(Tables tables, Submitted draft) {
        tables.entries().put(draft.entry().id(), EntryFormat.encode(draft.entry()));
        tables.requests().put(draft.entry().id(), draft.request());
    }

    private static void forget(Tables tables, List<Submitted> drafts) {
        drafts.forEach(draft -> tables.forget(draft.entry().id()));
    }

    private void committed(List<Submitted> submitted, List<String> delivered) {
        submitted.forEach(draft -> entries.put(draft.entry().id(), draft.entry()));
        delivered.forEach(this::forget);
    }

    private void forget(String id) {
        Entry gone = entries.remove(id);
        if (gone != null) {
            room.giveBack(gone.size());
        }
    }

    /** Notes that models are about to be asked, and reads what. Those that are gone are left out. */
    List<Submitted> beginCalls(List<String> ids) {
        List<Entry> calling = steps(ids, Entry::called);
        List<byte[]> requests = new ArrayList<>();
        store.change(tables -> calling.forEach(entry -> {
            tables.entries().put(entry.id(), EntryFormat.encode(entry));
            requests.add(tables.requests().get(entry.id()));
        }));
        List<Submitted> asked = new ArrayList<>();
        for (Entry entry : calling) {
            entries.put(entry.id(), entry);
            asked.add(new Submitted(entry, requests.get(asked.size())));
        }
        return asked;
    }

    /** Keeps what a model answered. The future completes on the store's thread. */
    CompletableFuture<Entry> answered(String id, StoredResult result) {
        byte[] encoded = result.encode();
        Entry before = entries.get(id);
        // A request whose call failed is kept: an administrator may have it sent again.
        long kept = result.failure().isPresent() ? before.requestBytes() : 0;
        Entry entry = before.answered(kept, encoded.length);
        return store.changeLater(tables -> {
                    tables.entries().put(id, EntryFormat.encode(entry));
                    tables.results().put(id, encoded);
                    if (kept == 0) {
                        tables.requests().remove(id);
                    }
                })
                .thenApply(unused -> {
                    room.grown(entry.size() - before.size());
                    entries.put(id, entry);
                    return entry;
                });
    }

    /** Notes that a call is to be made again. Known at once; the future completes on the store's thread. */
    CompletableFuture<Void> unanswered(String id, String why) {
        Entry entry = entries.get(id).unanswered(why);
        entries.put(id, entry);
        return store.changeLater(tables -> tables.entries().put(id, EntryFormat.encode(entry)));
    }

    /** Notes that a result is about to be handed over, and reads it; empty if it is gone. */
    Optional<Delivered> beginDelivery(String id) {
        Entry before = entries.get(id);
        if (before == null) {
            return Optional.empty();
        }
        Entry entry = before.handedOver();
        byte[][] result = new byte[1][];
        store.change(tables -> {
            tables.entries().put(id, EntryFormat.encode(entry));
            result[0] = tables.results().get(id);
        });
        entries.put(id, entry);
        return Optional.of(new Delivered(entry, StoredResult.decode(result[0])));
    }

    /** A result to hand over. */
    record Delivered(Entry entry, StoredResult result) {}

    /** Takes one step of a submission; empty if it is gone. */
    Optional<Entry> step(String id, UnaryOperator<Entry> step) {
        List<Entry> after = steps(List.of(id), step);
        if (!after.isEmpty()) {
            store.change(tables -> tables.entries().put(id, EntryFormat.encode(after.get(0))));
            entries.put(id, after.get(0));
        }
        return after.stream().findFirst();
    }

    /** Has a dead letter's result delivered again; its model is asked again if it failed. */
    Entry sendAgain(Entry dead) {
        Entry after = store.read(tables -> StoredResult.decode(tables.results().get(dead.id())))
                        .failure()
                        .isPresent()
                ? dead.sentAgain(Stage.WAITING)
                : dead.sentAgain(Stage.ANSWERED);
        store.change(tables -> tables.entries().put(dead.id(), EntryFormat.encode(after)));
        entries.put(dead.id(), after);
        return after;
    }

    /** Removes a submission whose result was delivered, or is wanted no more. */
    void remove(String id) {
        commit(List.of(), List.of(id));
    }

    Optional<Entry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** All of them, in the order in which they were submitted. */
    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** Those submitted after another, in that order; all of them after {@code null}. */
    Stream<Entry> after(String id) {
        return (id == null ? entries : entries.tailMap(id, false)).values().stream();
    }

    private List<Entry> steps(List<String> ids, UnaryOperator<Entry> step) {
        return ids.stream()
                .map(entries::get)
                .filter(entry -> entry != null)
                .map(step)
                .toList();
    }
}
