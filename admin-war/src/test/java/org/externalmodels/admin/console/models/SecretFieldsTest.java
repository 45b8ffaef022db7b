package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.junit.jupiter.api.Test;

class SecretFieldsTest {

    @Test
    void ofAHeaderGoInAndNeverComeOut() {
        HeaderLine line = new HeaderLine();
        line.setName("X-Key");
        line.setSecret(true);
        line.setSecretValue("canary");

        assertThat(line.header()).isEqualTo(Header.of("X-Key", "canary", true));
        assertThat(line.getSecretValue()).isNull();
        assertThat(line.getValue()).isEmpty();
        assertThat(line.getSecretHint()).doesNotContain("canary");
    }

    @Test
    void ofAHeaderKeepTheStoredValueWhenNothingIsTyped() {
        HeaderLine line = new HeaderLine(Header.of("X-Key", null, true));
        line.setSecretValue("");
        assertThat(line.header().givesSecret()).isFalse();
        assertThat(line.getSecretHint()).contains("Stored");
    }

    @Test
    void hideAValueThatWasTypedInSight() {
        HeaderLine line = new HeaderLine(Header.of("X-Key", "canary", false));
        line.setSecret(true);
        assertThat(line.getValue()).isEmpty();
        assertThat(line.header()).isEqualTo(Header.of("X-Key", "canary", true));
    }

    @Test
    void ofAConnectionStayWhenTheFormIsSentAgainWithoutThem() {
        KeyLine line = new KeyLine("main");
        line.setKey("canary");
        line.setKey("");
        assertThat(line.getKey()).isNull();
        assertThat(line.isKeyGiven()).isTrue();
        assertThat(line.given())
                .singleElement()
                .extracting(GivenConnection::apiKey)
                .isEqualTo(Optional.of(Secret.of("canary")));
    }
}
