package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressedFormTest {

    @Test
    void isLoadedAgainWhereItsBeanLostWhatTheAddressNames() {
        assertThat(AddressedForm.missed(null, false, "7")).contains("7");
    }

    @Test
    void isLeftAloneWhereItsBeanKnows() {
        assertThat(AddressedForm.missed("7", false, "7")).isEmpty();
    }

    @Test
    void isForAddingWhereTheAddressNamesNothing() {
        assertThat(AddressedForm.missed(null, false, null)).isEmpty();
        assertThat(AddressedForm.missed(null, false, "")).isEmpty();
    }

    @Test
    void isLeftAloneOnceItIsSent() {
        assertThat(AddressedForm.missed(null, true, "7")).isEmpty();
    }
}
