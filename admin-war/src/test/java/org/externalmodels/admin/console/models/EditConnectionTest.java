package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.junit.jupiter.api.Test;

/** The dialog of a connection whose bean was made anew after it was opened. */
class EditConnectionTest {

    /** A model that has a connection named main. */
    private static final class RecordingConnections extends ModelConnections {

        private final List<String> added = new ArrayList<>();

        @Override
        public void checkName(String modelId, String name) {
            if (name.equals("main")) {
                throw RegistryException.invalid("name", "is taken in " + modelId);
            }
        }

        @Override
        public String add(String modelId, GivenConnection given) {
            added.add(modelId + "/" + given.name());
            return "c1";
        }
    }

    private final RecordingConnections service = new RecordingConnections();
    private final Connections page = new Connections();
    private final EditConnection dialog = new EditConnection(null, service, null, page);

    @Test
    void followsTheNameThatIsTypedForThePagesModel() {
        page.setModelId("m1");
        dialog.getForm().setName("main");

        dialog.followName();

        assertThat(dialog.getProblems().at("name"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.sentence()).isEqualTo("Name is taken in m1."));
    }

    @Test
    void addsWhatIsTypedToThePagesModel() {
        page.setModelId("m1");
        dialog.getForm().setName("spare");

        dialog.store();

        assertThat(dialog.getProblems().any()).isFalse();
        assertThat(service.added).containsExactly("m1/spare");
    }

    @Test
    void changesNothingWhereItMayHaveBeenOpenedForAConnectionThatThereIs() {
        page.setModelId("m1");
        dialog.getForm().setKey("canary");

        dialog.store();

        assertThat(dialog.getProblems().headline()).startsWith("The server has lost what this was opened for");
        assertThat(service.added).isEmpty();
    }

    @Test
    void failsNeitherWhereThePageWasLostToo() {
        dialog.getForm().setName("spare");

        dialog.followName();
        assertThat(dialog.getProblems().any()).isFalse();
        dialog.store();

        assertThat(dialog.getProblems().headline()).startsWith("The server has lost what this was opened for");
        assertThat(service.added).isEmpty();
    }
}
