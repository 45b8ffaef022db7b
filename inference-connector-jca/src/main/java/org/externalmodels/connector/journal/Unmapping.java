package org.externalmodels.connector.journal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.util.Optional;

/**
 * Takes mapped files out of memory. Java does so when it collects their buffers, which where there is little other garbage that
 * grows old it does not for hours, and so long a file that was deleted keeps its place on the disk. Before Java 22 only
 * {@code sun.misc.Unsafe} does it; where that is not there it is left to the collector.
 */
final class Unmapping {

    private static final System.Logger LOG = System.getLogger(Unmapping.class.getName());

    private static final Optional<MethodHandle> CLEANER = cleaner();

    private Unmapping() {}

    /** Ends a mapping. Whoever uses it after that may end the process. */
    static void unmap(MappedByteBuffer mapped) {
        if (CLEANER.isEmpty()) {
            return;
        }
        try {
            CLEANER.get().invoke((ByteBuffer) mapped);
        } catch (Throwable e) {
            LOG.log(System.Logger.Level.DEBUG, "A segment of the usage journal stays mapped", e);
        }
    }

    private static Optional<MethodHandle> cleaner() {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field instance = unsafe.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            return Optional.of(MethodHandles.lookup()
                    .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(instance.get(null)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.DEBUG, "Segments of the usage journal stay mapped until they are collected", e);
            return Optional.empty();
        }
    }
}
