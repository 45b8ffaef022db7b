package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
        assertThat(status("\"abc\"")).isEqualTo(412);
        assertThat(status("W/\"1\"")).isEqualTo(412);
        assertThat(status("1")).isEqualTo(412);
        assertThat(status("")).isEqualTo(412);
    }

    private static int status(String ifMatch) {
        return catchThrowableOfType(ApiException.class, () -> EntityTags.required(ifMatch))
                .problem()
                .status();
    }
}
