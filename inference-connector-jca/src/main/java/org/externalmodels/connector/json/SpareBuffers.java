package org.externalmodels.connector.json;

import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.RecyclerPool;
import org.externalmodels.connector.reuse.Spares;

/** Jackson's buffers, lent without a queue that all threads share. */
final class SpareBuffers implements RecyclerPool<BufferRecycler> {

    private static final long serialVersionUID = 1L;

    private final transient Spares<BufferRecycler> spares = new Spares<>(BufferRecycler::new);

    @Override
    public BufferRecycler acquirePooled() {
        return spares.take();
    }

    @Override
    public void releasePooled(BufferRecycler recycler) {
        spares.giveBack(recycler);
    }

    /** Buffers are no state to take along. */
    private Object readResolve() {
        return new SpareBuffers();
    }
}
