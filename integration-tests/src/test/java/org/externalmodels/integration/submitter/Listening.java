package org.externalmodels.integration.submitter;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.integration.pausing.Gate;

/** What the tests' listeners do: write down what they hear, and take part in the transaction by a row of a database. */
final class Listening {

    private Listening() {}

    static void to(InferenceResult result, DataSource effects) {
        new Heard(
                        result.submissionId(),
                        result.correlationId(),
                        result.redelivered(),
                        result.deliveryCount(),
                        result.response()
                                .map(answer -> answer.text())
                                .orElseGet(() ->
                                        result.failure().orElseThrow().code().name()))
                .write();
        if (Files.exists(Gate.folder().resolve("fail-" + result.correlationId()))) {
            throw new IllegalStateException("The test wants this delivery to fail");
        }
        if (effects != null) {
            insert(effects, result.correlationId());
        }
        Gate.here("in-delivery").pass();
    }

    static void insert(DataSource effects, String correlationId) {
        try (Connection connection = effects.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into effect values (?)")) {
            insert.setString(1, correlationId);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
