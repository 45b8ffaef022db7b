package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.awaitility.Awaitility;
import org.externalmodels.inference.spi.CallOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallerContextTest {

    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();
    private static final AtomicInteger LOOKUPS = new AtomicInteger();

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void begin() {
        NAMES.clear();
        LOOKUPS.set(0);
        runFor(new URLClassLoader(new URL[0], before));
    }

    @AfterEach
    void end() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        Thread.currentThread().setContextClassLoader(before);
    }

    @Test
    void isUnknownOutsideAServer() {
        assertThat(CallerContext.current()).isEqualTo(CallOrigin.APPLICATION);
    }

    @Test
    void isUnknownOnAThreadWithoutContextClassLoader() {
        runFor(null);
        assertThat(CallerContext.current()).isEqualTo(CallOrigin.APPLICATION);
    }

    @Test
    void namesApplicationAndModule() {
        serve("shop", "orders");
        CallOrigin origin = CallerContext.current();
        assertThat(origin.source()).isEqualTo(CallOrigin.Source.APPLICATION);
        assertThat(origin.application()).contains("shop");
        assertThat(origin.component()).contains("orders");
        assertThat(origin.caller()).isEmpty();
    }

    @Test
    void isLookedUpOnceForAContextClassLoader() {
        serve("shop", "orders");
        CallOrigin first = CallerContext.current();
        assertThat(CallerContext.current()).isSameAs(first);
        assertThat(LOOKUPS).hasValue(2);
    }

    @Test
    void isNotLookedUpAgainAtOnceWhereThereIsNone() {
        serve("shop", "orders");
        NAMES.clear();
        CallerContext.current();
        CallerContext.current();
        assertThat(LOOKUPS).hasValue(2);
    }

    @Test
    void differsBetweenContextClassLoaders() {
        serve("shop", "orders");
        assertThat(CallerContext.current().component()).contains("orders");
        runFor(new URLClassLoader(new URL[0], before));
        serve("shop", "returns");
        assertThat(CallerContext.current().component()).contains("returns");
    }

    @Test
    void keepsNoApplicationAlive() {
        serve("shop", "orders");
        CallerContext.current();
        WeakReference<ClassLoader> loader =
                new WeakReference<>(Thread.currentThread().getContextClassLoader());
        runFor(before);
        Awaitility.await().until(() -> {
            System.gc();
            return loader.get() == null;
        });
    }

    private static void runFor(ClassLoader loader) {
        Thread.currentThread().setContextClassLoader(loader);
    }

    private static void serve(String application, String module) {
        NAMES.put("java:app/AppName", application);
        NAMES.put("java:module/ModuleName", module);
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Naming.class.getName());
    }

    /** The naming context of a server that knows {@link #NAMES}. */
    public static final class Naming implements InitialContextFactory {
        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
            return new InitialContext(true) {
                @Override
                public Object lookup(String name) throws NamingException {
                    LOOKUPS.incrementAndGet();
                    String found = NAMES.get(name);
                    if (found == null) {
                        throw new NameNotFoundException(name);
                    }
                    return found;
                }
            };
        }
    }
}
