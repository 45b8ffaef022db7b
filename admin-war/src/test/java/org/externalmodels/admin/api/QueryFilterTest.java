package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.junit.jupiter.api.Test;

class QueryFilterTest {

    @Test
    void takesTheParametersOfTheMethod() {
        assertThat(refusal(ModelsResource.class, "list", "limit", "after", "search", "sort"))
                .isEmpty();
    }

    @Test
    void takesTheParametersOfTheResource() {
        assertThat(refusal(AuditLogResource.class, "list", "actor", "limit")).isEmpty();
    }

    @Test
    void namesEachThatIsUnknownAndThoseThatThereAre() {
        Problem problem =
                refusal(ModelsResource.class, "list", "foo", "limit", "Limit").orElseThrow();

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.problems()).extracting(DefinitionProblem::field).containsExactlyInAnyOrder("foo", "Limit");
        assertThat(problem.problems())
                .allSatisfy(each -> assertThat(each.message())
                        .isEqualTo(
                                "is not a parameter of this address; there are after, integration, limit, search, sort,"
                                        + " source, status"));
    }

    @Test
    void saysThatAnAddressHasNone() {
        assertThat(refusal(ModelsResource.class, "get", "expand").orElseThrow().detail())
                .isEqualTo("expand is not a parameter of this address, which has none");
    }

    @Test
    void leavesItToResourcesThatFilterByEveryParameter() {
        assertThat(refusal(TracesResource.class, "list", "millis.gte")).isEmpty();
    }

    private static Optional<Problem> refusal(Class<?> type, String name, String... given) {
        Method method = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return QueryFilter.refusal(type, method, Set.of(given));
    }
}
