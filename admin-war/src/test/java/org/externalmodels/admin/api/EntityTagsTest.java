package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @Test
    void aVersionIsReadFromItsTag() {
        assertThat(EntityTags.required(EntityTags.of(7))).isEqualTo(7);
    }

    @Test
    void aWriteThatMustSayItsVersionIsRefusedWithout() {
        assertThat(refused(null).problem().status()).isEqualTo(428);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"x\"", "W/\"7\"", "\"\"", "\"99999999999999999999\""})
    void aTagThatNeverWasOneIsAConflict(String tag) {
        assertThat(refused(tag).problem().status()).isEqualTo(409);
    }

    @Test
    void aVersionThatHasPassedIsToldWithTheOneThatIs() {
        RegistryException stale =
                catchThrowableOfType(RegistryException.class, () -> EntityTags.required("\"3\"", "The model gpt", 5));

        assertThat(stale.reason()).isEqualTo(RegistryException.Reason.STALE);
        assertThat(stale).hasMessageContaining("gpt").hasMessageContaining("at version 5 now, not at 3");
    }

    private static ApiException refused(String tag) {
        return catchThrowableOfType(ApiException.class, () -> EntityTags.required(tag));
    }
}
