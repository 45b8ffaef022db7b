package org.externalmodels.connector.cci;

import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.MappedRecord;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;

/**
 * An answer in chunks, each a mapped record: one with more {@code text} or {@code reasoning} for each piece, and a last one with
 * what the answer has beside them. Its iterators wait for one chunk at a time and throw {@link InferenceException} where the
 * answer breaks off; whatever needs all chunks, such as {@code size}, waits for all. For one thread at a time.
 */
public final class ChunksRecord extends AbstractList<Object> implements IndexedRecord<Object>, AutoCloseable {

    private static final long serialVersionUID = 1L;

    private final transient List<Object> come = new ArrayList<>();
    private final transient InferenceStream stream;
    private final transient Iterator<InferenceEvent> events;
    private final transient Consumer<InferenceResponse> whole;
    private String recordName = "answer";
    private String description;

    /**
     * Begins to read a stream and waits until it is known whether there will be an answer.
     *
     * @param whole hears of the answer when it has been read
     * @throws InferenceException if there will be none
     */
    public ChunksRecord(InferenceStream stream, Consumer<InferenceResponse> whole) {
        this.stream = stream;
        this.whole = whole;
        events = stream.iterator();
        reach(0);
    }

    /** Whether there is a chunk at an index, for which it waits. */
    private boolean reach(int index) {
        while (come.size() <= index && events.hasNext()) {
            take(events.next());
        }
        return come.size() > index;
    }

    private void take(InferenceEvent event) {
        if (event instanceof InferenceEvent.TextDelta more) {
            come.add(piece("text", more.text()));
        } else if (event instanceof InferenceEvent.ReasoningDelta more) {
            come.add(piece("reasoning", more.text()));
        } else if (event instanceof InferenceEvent.Completed completed) {
            come.add(OutputRecord.besideText(completed.response()));
            whole.accept(completed.response());
        }
    }

    private static MappedRecord<String, Object> piece(String key, String text) {
        ValuesByName<String, Object> piece = new ValuesByName<>("chunk");
        piece.put(key, text);
        return piece;
    }

    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return reach(next);
            }

            @Override
            public Object next() {
                if (!reach(next)) {
                    throw new NoSuchElementException();
                }
                return come.get(next++);
            }
        };
    }

    @Override
    public Object get(int index) {
        if (index < 0 || !reach(index)) {
            throw new IndexOutOfBoundsException(index);
        }
        return come.get(index);
    }

    @Override
    public boolean isEmpty() {
        return !reach(0);
    }

    @Override
    public int size() {
        reach(Integer.MAX_VALUE);
        return come.size();
    }

    /** Ends the exchange with the provider if it goes on. */
    @Override
    public void close() {
        stream.close();
    }

    @Override
    public String getRecordName() {
        return recordName;
    }

    @Override
    public void setRecordName(String name) {
        recordName = name;
    }

    @Override
    public String getRecordShortDescription() {
        return description;
    }

    @Override
    public void setRecordShortDescription(String value) {
        description = value;
    }

    /** A copy that has all chunks. */
    @Override
    public Object clone() {
        ValuesInOrder<Object> copy = new ValuesInOrder<>(recordName);
        copy.setRecordShortDescription(description);
        copy.addAll(this);
        return copy;
    }

    /** What is serialized is the copy, which waits for all chunks. */
    Object writeReplace() {
        return clone();
    }

    /** Says how much has come, never what it is: a log is no place for an answer, and nothing is waited for. */
    @Override
    public String toString() {
        return recordName + "[" + come.size() + " chunks so far]";
    }
}
