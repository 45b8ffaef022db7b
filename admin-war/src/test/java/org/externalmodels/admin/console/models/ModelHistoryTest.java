package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelHistoryTest {

    @Test
    void offersTheComparedRevisionsAlsoWhereTheyAreOnAnotherPage() {
        assertThat(ModelHistory.numbers(List.of(3, 2, 1), 30, 2)).containsExactly(30, 3, 2, 1);
    }

    @Test
    void offersTheOnlyRevision() {
        assertThat(ModelHistory.numbers(List.of(1), 1, null)).containsExactly(1);
    }
}
