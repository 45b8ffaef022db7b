package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(new Address().with("a", "").with("b", null).with("c", "1").with("d", "2"))
                .hasToString("?c=1&d=2");
    }

    @Test
    void escapesWhatUsersTyped() {
        assertThat(new Address().with("search", "a&b=\"<é>")).hasToString("?search=a%26b%3D%22%3C%C3%A9%3E");
    }

    @Test
    void withoutParametersLeadsToTheBarePage() {
        assertThat(new Address()).hasToString("?");
    }
}
