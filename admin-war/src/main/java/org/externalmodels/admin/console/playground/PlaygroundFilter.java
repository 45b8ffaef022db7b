package org.externalmodels.admin.console.playground;

import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonMismatch;

/**
 * In front of what the playground's scripts ask for: only for who is signed in, only from the console's own pages, and every
 * failure as a sentence. Other sites cannot send the header without this server's leave, which nobody gets.
 */
@WebFilter(urlPatterns = "/playground/data/*", dispatcherTypes = DispatcherType.REQUEST, asyncSupported = true)
public class PlaygroundFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(PlaygroundFilter.class.getName());

    @Inject
    private transient SignedInUser user;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!user.isSignedIn()) {
            fail(response, 401, "Your session has ended.");
        } else if (!user.isEditor()) {
            fail(response, 403, "The playground needs the role editor or admin.");
        } else if (!"playground".equals(request.getHeader("X-Console"))) {
            fail(response, 403, "Only the console's own pages may ask for this.");
        } else {
            work(request, response, chain);
        }
    }

    private static void work(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (RegistryException refused) {
            fail(response, status(refused), refused.getMessage());
        } catch (JsonMismatch mismatch) {
            fail(response, 400, mismatch.field() + " " + mismatch.getMessage());
        } catch (JsonException malformed) {
            fail(response, 400, "What was sent is not JSON.");
        } catch (EJBAccessException | AccessLocalException refused) {
            fail(response, 403, "Your roles do not allow this.");
        } catch (EJBException failed) {
            if (!DatabaseFailure.isOutage(failed)) {
                throw failed;
            }
            LOG.log(Level.WARNING, "The registry''s database does not answer: {0}", DatabaseFailure.reason(failed));
            fail(response, 503, "The registry's database does not answer at the moment. Calls of models go on.");
        }
    }

    private static int status(RegistryException refused) {
        return switch (refused.reason()) {
            case NOT_FOUND -> 404;
            case STALE, TAKEN -> 409;
            case FOREIGN_PLACE -> 400;
            case INVALID -> 422;
            case FORBIDDEN -> 403;
            case UNAVAILABLE -> 503;
        };
    }

    static void fail(HttpServletResponse response, int status, String message) throws IOException {
        response.setStatus(status);
        send(
                response,
                Json.createObjectBuilder().add("message", message).build().toString());
    }

    static void send(HttpServletResponse response, String json) throws IOException {
        response.setContentType("application/json");
        response.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
    }
}
