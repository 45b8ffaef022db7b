package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import java.sql.SQLNonTransientConnectionException;
import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;

class AttemptTest {

    @Test
    void saysWhatTheRegistryRefuses() {
        Problems problems = Attempt.at(() -> {
            throw RegistryException.taken("name", "There is already a model named a");
        });
        assertThat(problems.at("name")).hasSize(1);
    }

    @Test
    void saysThatNothingWasChangedWhenTheDatabaseIsDown() {
        Problems problems = Attempt.at(() -> {
            throw new EJBException(new SQLNonTransientConnectionException("Connection refused to db.internal:5432"));
        });
        assertThat(problems.headline()).contains("nothing was changed").doesNotContain("db.internal");
    }

    @Test
    void leavesEveryOtherFailureToTheErrorPage() {
        EJBException failure = new EJBException("unexpected");
        assertThatThrownBy(() -> Attempt.at(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }
}
