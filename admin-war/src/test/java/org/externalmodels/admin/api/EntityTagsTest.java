package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;

class EntityTagsTest {

    @Test
    void aTagComesBackAsItsVersion() {
        assertThat(EntityTags.required(EntityTags.of(17))).isEqualTo(17);
    }

    @Test
    void aStarMatchesAnyVersion() {
        assertThat(EntityTags.required("*")).isNull();
    }

    @Test
    void aWriteWithoutATagIsToldToBringOne() {
        assertThat(status(null)).isEqualTo(428);
    }

    @Test
    void aTagThatIsNoneOfOursMatchesNothing() {
        assertThat(status("\"abc\"")).isEqualTo(409);
        assertThat(status("W/\"1\"")).isEqualTo(409);
        assertThat(status("1")).isEqualTo(409);
        assertThat(status("")).isEqualTo(409);
    }

    @Test
    void aVersionThatHasPassedIsToldWithTheOneThatIs() {
        RegistryException stale =
                catchThrowableOfType(RegistryException.class, () -> EntityTags.required("\"3\"", "The model gpt", 5));

        assertThat(stale.reason()).isEqualTo(RegistryException.Reason.STALE);
        assertThat(stale).hasMessageContaining("gpt").hasMessageContaining("at version 5 now, not at 3");
    }

    private static int status(String ifMatch) {
        return catchThrowableOfType(ApiException.class, () -> EntityTags.required(ifMatch))
                .problem()
                .status();
    }
}
