package org.externalmodels.inference.cdi;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/** Makes what {@link Model} asks for. */
@ApplicationScoped
class ModelConnections {

    private ModelConnectionFactory factory;

    @PostConstruct
    void find() {
        factory = BoundFactory.lookUp();
    }

    @Produces
    @Model
    ModelConnection connection(InjectionPoint point) {
        Model wanted = (Model) point.getQualifiers().stream()
                .filter(Model.class::isInstance)
                .findFirst()
                .orElseThrow();
        return new ConnectionPerCall(factory, wanted.value(), wanted.connection());
    }
}
