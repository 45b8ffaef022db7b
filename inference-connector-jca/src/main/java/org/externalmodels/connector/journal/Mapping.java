package org.externalmodels.connector.journal;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * A file in memory that can be taken out of it again. By itself Java does that when it collects the buffer, which where little
 * other garbage grows old it does not for hours, and so long a file that was deleted keeps its place on the disk. From Java 22
 * on an {@code Arena} ends a mapping, before {@code sun.misc.Unsafe}; both are found by reflection, as this is compiled for
 * Java 17. Where there is neither it is left to the collector.
 */
final class Mapping {

    private static final System.Logger LOG = System.getLogger(Mapping.class.getName());

    private static final int FIRST_WITH_ARENAS = 22;

    private final MappedByteBuffer bytes;
    private final End end;

    private Mapping(MappedByteBuffer bytes, End end) {
        this.bytes = bytes;
        this.end = end;
    }

    private interface End {
        void now() throws ReflectiveOperationException;
    }

    static Mapping of(FileChannel file, long length) throws IOException {
        if (Runtime.version().feature() >= FIRST_WITH_ARENAS) {
            try {
                return inArena(file, length);
            } catch (InvocationTargetException failed) {
                throw failed.getCause() instanceof IOException refused
                        ? refused
                        : new IOException("the file was not mapped", failed);
            } catch (ReflectiveOperationException none) {
                LOG.log(System.Logger.Level.DEBUG, "Files are mapped without an arena", none);
            }
        }
        MappedByteBuffer bytes = file.map(MapMode.READ_WRITE, 0, length);
        return new Mapping(bytes, () -> clean(bytes));
    }

    private static Mapping inArena(FileChannel file, long length) throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.lang.foreign.Arena");
        Object arena = type.getMethod("ofShared").invoke(null);
        Object segment = FileChannel.class
                .getMethod("map", MapMode.class, long.class, long.class, type)
                .invoke(file, MapMode.READ_WRITE, 0L, length, arena);
        Object bytes = Class.forName("java.lang.foreign.MemorySegment")
                .getMethod("asByteBuffer")
                .invoke(segment);
        Method close = type.getMethod("close");
        return new Mapping((MappedByteBuffer) bytes, () -> close.invoke(arena));
    }

    private static void clean(MappedByteBuffer bytes) throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("sun.misc.Unsafe");
        Field instance = unsafe.getDeclaredField("theUnsafe");
        instance.setAccessible(true);
        unsafe.getMethod("invokeCleaner", ByteBuffer.class).invoke(instance.get(null), bytes);
    }

    MappedByteBuffer bytes() {
        return bytes;
    }

    /** Ends it. Whoever uses the bytes after that may end the process. */
    void end() {
        try {
            end.now();
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "A segment of the usage journal stays mapped", e);
        }
    }
}
