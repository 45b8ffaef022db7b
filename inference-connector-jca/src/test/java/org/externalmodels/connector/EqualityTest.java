package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.connector.submission.CallerTransaction;
import org.externalmodels.connector.submission.SubmissionLimits;
import org.externalmodels.connector.submission.Submissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pools and servers compare these (Connectors 2.1, 5.3.1 and 6.5.3); managed connections are themselves and nothing else. */
class EqualityTest {

    @Test
    void ofResourceAdaptersIsOverEveryProperty(@TempDir Path folder) {
        try (InferenceEngine one = engine(folder.resolve("one"));
                InferenceEngine other = engine(folder.resolve("other"));
                Submissions some = submissions(one, folder.resolve("some"));
                Submissions more = submissions(other, folder.resolve("more"))) {
            EqualsVerifier.forClass(InferenceResourceAdapter.class)
                    .withPrefabValues(InferenceEngine.class, one, other)
                    .withPrefabValues(Submissions.class, some, more)
                    .suppress(Warning.NONFINAL_FIELDS)
                    .withIgnoredFields("engine", "submissions", "workManager", "endpoints")
                    .verify();
        }
    }

    @Test
    void ofTypedFactoriesIsOverEveryPropertyAndTheAdapter() {
        EqualsVerifier.forClass(ModelManagedConnectionFactory.class)
                .withPrefabValues(InferenceResourceAdapter.class, adapter(1), adapter(2))
                .withPrefabValues(PrintWriter.class, log(), log())
                .suppress(Warning.NONFINAL_FIELDS)
                .withIgnoredFields("logWriter")
                .verify();
    }

    @Test
    void ofCciFactoriesIsOverEveryPropertyAndTheAdapter() {
        EqualsVerifier.forClass(CciManagedConnectionFactory.class)
                .withPrefabValues(InferenceResourceAdapter.class, adapter(1), adapter(2))
                .withPrefabValues(PrintWriter.class, log(), log())
                .suppress(Warning.NONFINAL_FIELDS)
                .withIgnoredFields("logWriter")
                .verify();
    }

    @Test
    void ofSubmissionFactoriesIsOverTheAdapter() {
        EqualsVerifier.forClass(SubmissionManagedConnectionFactory.class)
                .withPrefabValues(InferenceResourceAdapter.class, adapter(1), adapter(2))
                .withPrefabValues(PrintWriter.class, log(), log())
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

    private static InferenceEngine engine(Path journal) {
        return InferenceEngine.open(new EngineSettings(journal, Duration.ofMillis(50), 1));
    }

    private static Submissions submissions(InferenceEngine engine, Path directory) {
        return Submissions.open(engine, directory, SubmissionLimits.DEFAULT, CallerTransaction.UNKNOWN);
    }

    private static PrintWriter log() {
        return new PrintWriter(new StringWriter());
    }

    private static InferenceResourceAdapter adapter(int maxConnections) {
        InferenceResourceAdapter adapter = new InferenceResourceAdapter();
        adapter.setMaxConnections(maxConnections);
        return adapter;
    }
}
