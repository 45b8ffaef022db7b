package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ConnectionStatus;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.junit.jupiter.api.Test;

class KeyLinesTest {

    private final KeyLines keys = new KeyLines(List.of(connection("main"), connection("spare"), connection("third")));

    @Test
    void areGivenForThoseOnlyThatOneWasTypedFor() {
        assertThat(keys.given()).isEmpty();

        keys.getAll().get(1).setKey("sk-spare");
        keys.getAll().get(2).setKey("sk-third");

        assertThat(keys.given()).extracting(GivenConnection::name).containsExactly("spare", "third");
    }

    @Test
    void areLabelledAsTheirFieldsInTheOrderInWhichTheyAreGiven() {
        keys.getAll().get(1).setKey("sk-spare");
        keys.getAll().get(2).setKey("sk-third");

        assertThat(keys.labels())
                .containsEntry("connections[0].apiKey", "API key of spare")
                .containsEntry("connections[1].apiKey", "API key of third")
                .hasSize(2);
    }

    private static ConnectionDetail connection(String name) {
        return new ConnectionDetail(
                name,
                "m1",
                name,
                "ada",
                Instant.EPOCH,
                Optional.empty(),
                ConnectionStatus.ACTIVE,
                true,
                Optional.empty(),
                Optional.empty(),
                AwsAccess.NONE,
                1,
                0,
                0,
                Verification.UNVERIFIED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                7);
    }
}
