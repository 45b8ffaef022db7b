package org.externalmodels.registry.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;

class KeyScopeTest {

    @Test
    void aConnectionIsOpenWithItsModelOrByItself() {
        KeyScope scope = new KeyScope(List.of("gpt", "Claude/Main"), List.of("*"));

        assertThat(scope.permits("GPT", "any")).isTrue();
        assertThat(scope.permits("claude", "MAIN")).isTrue();
        assertThat(scope.permits("claude", "second")).isFalse();
        assertThat(scope.permits("claude")).isFalse();
    }

    @Test
    void aScopeThatOpensNothingIsRefused() {
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> KeyScope.checked(List.of(), List.of("fax")))
                .satisfies(refused ->
                        assertThat(refused.problems()).extracting("field").containsExactly("models", "ways[0]"));
    }
}
