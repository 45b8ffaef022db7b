package org.externalmodels.connector;

import java.util.concurrent.atomic.AtomicReference;
import org.externalmodels.inference.spi.CallOrigin;

/**
 * What an application holds: a handle, associated with one managed connection at a time until it is closed. It may be
 * closed by another thread than the one that uses it.
 */
abstract class ConnectionHandle {

    private final CallOrigin origin = CallerContext.current();
    private final AtomicReference<InferenceManagedConnection> managed;

    ConnectionHandle(InferenceManagedConnection managed) {
        this.managed = new AtomicReference<>(managed);
    }

    /** The managed connection this handle is associated with, {@code null} if it is closed. */
    final InferenceManagedConnection managed() {
        return managed.get();
    }

    /** Who took this handle. */
    final CallOrigin origin() {
        return origin;
    }

    /** Leaves the old managed connection for another (Connectors 2.1, 7.3.3); {@code false} if the handle is closed. */
    final boolean moveTo(InferenceManagedConnection other) {
        InferenceManagedConnection old = managed.get();
        if (old == null || !managed.compareAndSet(old, other)) {
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
        InferenceManagedConnection last = managed.getAndSet(null);
        if (last != null) {
            last.closed(this);
        }
    }
}
