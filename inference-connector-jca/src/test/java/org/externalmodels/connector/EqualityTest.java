package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;

import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.api.Test;

/** Pools and servers compare these (Connectors 2.1, 5.3.1 and 6.5.3); managed connections are themselves and nothing else. */
class EqualityTest {

    @Test
    void ofResourceAdaptersIsOverEveryProperty() {
        EqualsVerifier.forClass(InferenceResourceAdapter.class)
                .suppress(Warning.NONFINAL_FIELDS)
                .withIgnoredFields("engine")
                .verify();
    }

    @Test
    void ofTypedFactoriesIsOverEveryPropertyAndTheAdapter() {
        EqualsVerifier.forClass(ModelManagedConnectionFactory.class)
                .withPrefabValues(InferenceResourceAdapter.class, adapter(1), adapter(2))
                .suppress(Warning.NONFINAL_FIELDS)
                .withIgnoredFields("logWriter")
                .verify();
    }

    @Test
    void ofCciFactoriesIsOverEveryPropertyAndTheAdapter() {
        EqualsVerifier.forClass(CciManagedConnectionFactory.class)
                .withPrefabValues(InferenceResourceAdapter.class, adapter(1), adapter(2))
                .suppress(Warning.NONFINAL_FIELDS)
                .withIgnoredFields("logWriter")
                .verify();
    }

    @Test
    void ofRequestInfosIsOverEveryComponent() {
        EqualsVerifier.forClass(ConnectionClaim.class).verify();
    }

    @Test
    void doesNotMixTheTwoKindsOfFactory() {
        assertThat(new ModelManagedConnectionFactory()).isNotEqualTo(new CciManagedConnectionFactory());
    }

    private static InferenceResourceAdapter adapter(int maxConnections) {
        InferenceResourceAdapter adapter = new InferenceResourceAdapter();
        adapter.setMaxConnections(maxConnections);
        return adapter;
    }
}
