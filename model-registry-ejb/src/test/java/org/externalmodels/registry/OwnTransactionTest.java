package org.externalmodels.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.SessionContext;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnTransactionTest {

    private final TransactionRunner runner = new TransactionRunner();
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void container() throws ReflectiveOperationException {
        Object context = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SessionContext.class}, (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return null;
                });
        Field field = TransactionRunner.class.getDeclaredField("context");
        field.setAccessible(true);
        field.set(runner, context);
    }

    @Test
    void givesWhatComesOfTheWork() throws Exception {
        assertThat(runner.run(() -> "done").get()).isEqualTo("done");
        assertThat(asked).isEmpty();
    }

    @Test
    void rollsBackAndThrowsWhatWasThrownItself() {
        assertFails(RegistryException.notFound("There is none"));
        assertFails(new IOException("broken"));
        assertFails(new OutOfMemoryError("none left"));
    }

    private void assertFails(Throwable failure) {
        asked.clear();
        TransactionRunner.Outcome outcome = runner.run(failing(failure));

        assertThat(asked).containsExactly("setRollbackOnly");
        assertThatThrownBy(outcome::get).isSameAs(failure);
    }

    private static Callable<Object> failing(Throwable failure) {
        return () -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }
}
