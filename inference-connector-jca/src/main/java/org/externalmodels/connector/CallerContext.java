package org.externalmodels.connector;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.externalmodels.inference.spi.CallOrigin;

/**
 * Knows which application and module the current thread runs for: {@code java:app/AppName} and
 * {@code java:module/ModuleName} (Jakarta EE 10 platform, 5.2.2), asked once for each context class loader and kept until
 * that is collected. Shared by threads.
 */
final class CallerContext {

    /** A thread without the application's naming context finds nothing; a later one may have it. */
    private static final long ASK_AGAIN_AFTER = TimeUnit.SECONDS.toNanos(5);

    private static final ConcurrentMap<Object, Known> KNOWN = new ConcurrentHashMap<>();
    private static final ReferenceQueue<ClassLoader> COLLECTED = new ReferenceQueue<>();

    private CallerContext() {}

    static CallOrigin current() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (loader == null) {
            return CallOrigin.APPLICATION;
        }
        Known known = KNOWN.get(new Sought(loader));
        if (known != null && (known.isFinal() || System.nanoTime() - known.askedAt < ASK_AGAIN_AFTER)) {
            return known.origin;
        }
        return ask(loader);
    }

    private static CallOrigin ask(ClassLoader loader) {
        forgetCollected();
        CallOrigin origin = new CallOrigin(
                CallOrigin.Source.APPLICATION,
                lookup("java:app/AppName"),
                lookup("java:module/ModuleName"),
                Optional.empty());
        KNOWN.put(new Key(loader), new Known(origin, System.nanoTime()));
        return origin;
    }

    @SuppressWarnings("BanJNDI") // two fixed names of the java: namespace, which no user writes
    private static Optional<String> lookup(String name) {
        try {
            return Optional.ofNullable(InitialContext.doLookup(name)).map(Object::toString);
        } catch (NamingException e) {
            return Optional.empty();
        }
    }

    private static void forgetCollected() {
        for (Reference<? extends ClassLoader> gone = COLLECTED.poll(); gone != null; gone = COLLECTED.poll()) {
            KNOWN.remove(gone);
        }
    }

    private record Known(CallOrigin origin, long askedAt) {
        boolean isFinal() {
            return origin.application().isPresent() && origin.component().isPresent();
        }
    }

    private static final class Key extends WeakReference<ClassLoader> {
        private final int hash;

        Key(ClassLoader loader) {
            super(loader, COLLECTED);
            hash = System.identityHashCode(loader);
        }

        @Override
        public boolean equals(Object other) {
            return this == other || (other instanceof Key that && get() != null && that.refersTo(get()));
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Finds a {@link Key} without making a reference that the collector must look at. */
    private record Sought(ClassLoader loader) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.refersTo(loader);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(loader);
        }
    }
}
