package org.externalmodels.connector;

import java.util.concurrent.atomic.AtomicReference;
import org.externalmodels.inference.spi.CallOrigin;

/**
 * What an application holds: a handle, associated with one managed connection at a time until it is closed. It may be
 * closed by another thread than the one that uses it.
 *
 * @param <M> the kind of managed connection
 */
abstract class ConnectionHandle<M extends PooledConnection> {

    private final CallOrigin origin = CallerContext.current();
    private final Class<M> kind;
    private final AtomicReference<M> managed;

    ConnectionHandle(Class<M> kind, M managed) {
        this.kind = kind;
        this.managed = new AtomicReference<>(managed);
    }

    /** The managed connection this handle is associated with, {@code null} if it is closed. */
    final M managed() {
        return managed.get();
    }

    /** Who took this handle. */
    final CallOrigin origin() {
        return origin;
    }

    /** Whether it can be associated with such a managed connection. */
    final boolean fits(PooledConnection other) {
        return kind.isInstance(other);
    }

    /** Leaves the old managed connection for another (Connectors 2.1, 7.3.3); {@code false} if the handle is closed. */
    final boolean moveTo(PooledConnection other) {
        M old = managed.get();
        if (old == null || !managed.compareAndSet(old, kind.cast(other))) {
            return false;
        }
        if (old != other) {
            old.leave(this);
        }
        return true;
    }

    /** Closes the handle without telling the container, which asked for it. */
    final void invalidate() {
        managed.set(null);
    }

    final void giveBack() {
        M last = managed.getAndSet(null);
        if (last != null) {
            last.closed(this);
        }
    }
}
