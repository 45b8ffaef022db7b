package org.externalmodels.registry.start;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import javax.sql.DataSource;
import org.externalmodels.inference.spi.ModelDirectory;

/** What the server gives, for injection by type. The application's descriptor says what the names stand for. */
@Dependent
public class RegistryResources {

    @Produces
    @Resource(lookup = "java:app/env/jdbc/ExternalModels")
    DataSource database;

    @Produces
    @Resource(lookup = "java:app/env/eis/ExternalModelDirectory")
    ModelDirectory directory;
}
