package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.FacesContextWrapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressedFormTest {

    @Test
    void isLoadedAgainWhereItsBeanLostWhatTheAddressNames() {
        assertThat(AddressedForm.missed(null, opened(Map.of("id", "7")))).contains("7");
    }

    @Test
    void isLeftAloneWhereItsBeanKnows() {
        assertThat(AddressedForm.missed("7", opened(Map.of("id", "7")))).isEmpty();
    }

    @Test
    void isForAddingWhereTheAddressNamesNothing() {
        assertThat(AddressedForm.missed(null, opened(Map.of()))).isEmpty();
        assertThat(AddressedForm.missed(null, opened(Map.of("id", "")))).isEmpty();
    }

    @Test
    void isLeftAloneOnceItIsSent() {
        assertThat(AddressedForm.missed(null, request(true, Map.of("id", "7")))).isEmpty();
    }

    private static FacesContext opened(Map<String, String> parameters) {
        return request(false, parameters);
    }

    private static FacesContext request(boolean postback, Map<String, String> parameters) {
        ExternalContext external = new ExternalContextWrapper(null) {
            @Override
            public Map<String, String> getRequestParameterMap() {
                return parameters;
            }
        };
        return new FacesContextWrapper(null) {
            @Override
            public boolean isPostback() {
                return postback;
            }

            @Override
            public ExternalContext getExternalContext() {
                return external;
            }
        };
    }
}
