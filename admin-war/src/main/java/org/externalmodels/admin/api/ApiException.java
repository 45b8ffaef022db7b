package org.externalmodels.admin.api;

import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;

/** A request that cannot be carried out, with the answer that says so. */
final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ApiException(int status, String detail) {
        this(Problem.of(status, detail));
    }

    ApiException(int status, String detail, DefinitionProblem problem) {
        this(new Problem(status, detail, List.of(problem)));
    }

    private ApiException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
