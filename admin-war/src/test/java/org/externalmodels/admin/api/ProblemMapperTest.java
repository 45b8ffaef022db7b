package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {

    /** Failures are meant here. Held, or the setting would be collected with the logger. */
    private static final Logger QUIET = Logger.getLogger(ProblemMapper.class.getName());

    static {
        QUIET.setLevel(Level.OFF);
    }

    @Test
    void eachReasonHasItsStatus() {
        assertThat(status(RegistryException.modelNotFound("x"))).isEqualTo(404);
        assertThat(status(RegistryException.stale("x"))).isEqualTo(409);
        assertThat(status(RegistryException.taken("name", "x"))).isEqualTo(409);
        assertThat(status(RegistryException.invalid("name", "x"))).isEqualTo(422);
        assertThat(status(RegistryException.forbidden("x"))).isEqualTo(403);
        assertThat(status(RegistryException.unavailable("x", null))).isEqualTo(503);
        assertThat(status(new EJBAccessException("CWWKS9400A"))).isEqualTo(403);
    }

    @Test
    void aDatabaseThatIsAwayIsNotAnErrorOfOurs() {
        assertThat(status(new EJBException(new IllegalStateException(new SQLTransientConnectionException("away")))))
                .isEqualTo(503);
    }

    @Test
    void aDatabaseThatTakesNoChangesAtTheMomentIsNoneEither() {
        assertThat(status(new EJBException(
                        new IllegalStateException(new SQLException("cannot execute in a read-only state", "25006")))))
                .isEqualTo(503);
    }

    @Test
    void whatIsNotForeseenTellsNothingOfTheInside() {
        Problem problem = problem(new IllegalStateException("select * from secret"));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.detail()).doesNotContain("secret");
    }

    @Test
    void everyProblemIsToldWithItsPlace() {
        Problem problem = problem(RegistryException.invalid(
                List.of(DefinitionProblem.at("body", 3, 4, "is wrong"), DefinitionProblem.of("name", "is required"))));

        assertThat(problem.json().getJsonArray("problems"))
                .hasToString("[{\"field\":\"body\",\"message\":\"is wrong\",\"line\":3,\"column\":4},"
                        + "{\"field\":\"name\",\"message\":\"is required\",\"line\":null,\"column\":null}]");
    }

    private static int status(Throwable failure) {
        return problem(failure).status();
    }

    private static Problem problem(Throwable failure) {
        return ProblemMapper.problem(failure);
    }
}
