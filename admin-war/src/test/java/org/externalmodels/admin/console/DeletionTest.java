package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;

class DeletionTest {

    private final Changing deletion = new Changing();

    @Test
    void tellsThatSomebodyChangedItSinceThePageWasLoaded() {
        deletion.ask("1", "claims", 3);
        deletion.setTyped("claims");
        deletion.delete();

        assertThat(deletion.getProblem()).contains("changed by somebody else");
        assertThat(deletion.isChangedMeanwhile()).isTrue();

        deletion.ask("1", "claims", 4);
        deletion.setTyped("claims");
        deletion.delete();
        assertThat(deletion.getProblem()).isNull();
        assertThat(deletion.isChangedMeanwhile()).isFalse();
    }

    @Test
    void ofAnotherNameIsAnswerableAtOnce() {
        deletion.ask("1", "claims", 4);
        deletion.setTyped("claim");
        deletion.delete();

        assertThat(deletion.getProblem()).contains("not the name");
        assertThat(deletion.isChangedMeanwhile()).isFalse();
    }

    /** Something that is at version 4 by now. */
    private static final class Changing extends Deletion {

        private static final long serialVersionUID = 1L;

        Changing() {
            super("model");
        }

        @Override
        protected void delete(String id, long version) {
            if (version != 4) {
                throw RegistryException.stale("The model", version, 4);
            }
        }

        @Override
        protected void deleted(String name) {}
    }
}
