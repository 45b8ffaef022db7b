package org.externalmodels.registry.lifecycle;

import java.nio.file.Path;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Each test with a registry of its own, on an empty database of each kind. */
@ParameterizedClass
@EnumSource(Databases.class)
abstract class OwnRegistry {

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    TestRegistry registry;

    @BeforeEach
    void open() {
        registry = new TestRegistry(kind.empty(), data);
    }
}
