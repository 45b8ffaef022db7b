package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class BasicCredentialsTest {

    @Test
    void aPasswordMayHaveColonsAndAnyLetters() {
        assertThat(BasicCredentials.of("basic " + encoded("ada:pa:ß€"))).hasValue(new BasicCredentials("ada", "pa:ß€"));
    }

    @Test
    void anythingElseIsNone() {
        assertThat(BasicCredentials.of(null)).isEmpty();
        assertThat(BasicCredentials.of("Bearer x")).isEmpty();
        assertThat(BasicCredentials.of("Basic")).isEmpty();
        assertThat(BasicCredentials.of("Basic ???")).isEmpty();
        assertThat(BasicCredentials.of("Basic " + encoded("nocolon"))).isEmpty();
        assertThat(BasicCredentials.of("Basic " + encoded(":nouser"))).isEmpty();
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(new BasicCredentials("ada", "hush")).hasToString("ada");
    }

    private static String encoded(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
