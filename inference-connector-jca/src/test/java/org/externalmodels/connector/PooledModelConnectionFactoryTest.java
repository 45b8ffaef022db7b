package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAllocationException;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnectionFactory;
import org.junit.jupiter.api.Test;

/** How refusals of a container's pool reach an application. */
class PooledModelConnectionFactoryTest {

    @Test
    void reportsAnExhaustedPoolAsALimit() {
        ResourceException refusal = new ResourceAllocationException("no connection within 30 s");
        assertThatThrownBy(() -> pool(refusal).getConnection("echo", "main"))
                .isInstanceOfSatisfying(InferenceException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
                    assertThat(failure.modelName()).contains("echo");
                    assertThat(failure.connectionName()).contains("main");
                    assertThat(failure).hasCause(refusal).hasMessageContaining("no connection within 30 s");
                });
    }

    @Test
    void reportsAStoppedAdapterAsSuchHoweverTheContainerWrapsIt() {
        ResourceException refusal = new ResourceAllocationException(
                "wrapped", new jakarta.resource.spi.IllegalStateException("The adapter is not started."));
        assertThatThrownBy(() -> pool(refusal).getConnection("echo"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not started")
                .hasCause(refusal);
    }

    private static ModelConnectionFactory pool(ResourceException refusal) throws ResourceException {
        return (ModelConnectionFactory)
                new ModelManagedConnectionFactory().createConnectionFactory(new Refusing(refusal));
    }

    /** A container whose pool gives nothing. */
    private record Refusing(ResourceException refusal) implements ConnectionManager {
        @Override
        public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info)
                throws ResourceException {
            throw refusal;
        }
    }
}
