package org.externalmodels.admin.api;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.RegistryException;

/** Every failure of the management API as problem details; the one table from reasons to statuses. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

    @Override
    public Response toResponse(Throwable failure) {
        return failure instanceof WebApplicationException web
                ? of(web)
                : problem(failure).response();
    }

    static Problem problem(Throwable failure) {
        Optional<ApiException> refused = cause(failure, ApiException.class);
        if (refused.isPresent()) {
            return refused.get().problem();
        }
        Optional<RegistryException> registry = cause(failure, RegistryException.class);
        if (registry.isPresent()) {
            return of(registry.get());
        }
        if (cause(failure, EJBAccessException.class).isPresent()
                || cause(failure, AccessLocalException.class).isPresent()) {
            return Problem.of(403, "Your roles do not allow this.");
        }
        if (DatabaseFailure.isOutage(failure)) {
            LOG.log(Level.WARNING, "The registry''s database does not answer: {0}", DatabaseFailure.reason(failure));
            return Problem.of(
                    503,
                    DatabaseFailure.isReadOnly(failure)
                            ? "The registry's database takes no changes at the moment; calls of models go on."
                            : "The registry's database does not answer at the moment; calls of models go on.");
        }
        String mark = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "A request to the management API failed, " + mark, failure);
        return Problem.of(500, "Something went wrong on this server; its log has more under " + mark + ".");
    }

    private static Problem of(RegistryException refusal) {
        int status = switch (refusal.reason()) {
            case NOT_FOUND -> 404;
            case STALE, TAKEN -> 409;
            case FOREIGN_PLACE -> 400;
            case INVALID -> 422;
            case FORBIDDEN -> 403;
            case UNAVAILABLE -> 503;
        };
        return new Problem(status, refusal.getMessage(), refusal.problems());
    }

    /** What the REST container refuses by itself: no such path, method or media type. */
    private static Response of(WebApplicationException web) {
        int status = web.getResponse().getStatus();
        String detail = switch (status) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take this method.";
            case 406 -> "The answer is application/json.";
            case 415 -> "Send application/json.";
            default -> null;
        };
        Response.ResponseBuilder response = Response.fromResponse(web.getResponse())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(status, detail).json().toString());
        return response.build();
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
