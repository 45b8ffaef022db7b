package org.externalmodels.admin.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.omnifaces.util.Exceptions;
import org.omnifaces.util.Faces;

/** Says what went wrong when a page could not be shown, in the user's words; the rest is in the server's log. */
@Named
@RequestScoped
public class Failure {

    @Inject
    private HttpServletRequest request;

    private String title;
    private String text;

    public void look() {
        Throwable failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Optional<RegistryException> refused = Optional.ofNullable(failure)
                .filter(thrown -> Exceptions.is(thrown, RegistryException.class))
                .map(thrown -> (RegistryException) Exceptions.unwrap(thrown, RegistryException.class));
        Optional<Reason> reason = refused.map(RegistryException::reason);
        if (reason.filter(Reason.NOT_FOUND::equals).isPresent()) {
            say(
                    HttpServletResponse.SC_NOT_FOUND,
                    "This is not here any more",
                    refused.get().getMessage() + ". It may have been deleted meanwhile.");
        } else if (reason.filter(Reason.UNAVAILABLE::equals).isPresent() || isOutage(failure)) {
            say(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "The registry cannot be reached",
                    "Its database does not answer at the moment. Models that are active go on serving calls, and no usage"
                            + " record is lost. This page works again as soon as the database does.");
        } else {
            say(
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
                    "Something went wrong",
                    "The page could not be shown. The server's log says why. Nothing that you had saved is lost.");
        }
    }

    /** Where somebody may go on who signs in instead: the page that could not be shown. */
    public String getAddress() {
        return request.getAttribute(SignInFilter.WANTED) instanceof String wanted ? wanted : LocalAddress.START.path();
    }

    /** Says that this page is for others. */
    public void forbid() {
        say(HttpServletResponse.SC_FORBIDDEN, "", "");
    }

    private static boolean isOutage(Throwable failure) {
        return failure != null && DatabaseFailure.isOutage(failure);
    }

    private void say(int status, String ofTitle, String ofText) {
        if (!Faces.isAjaxRequest()) {
            // A partial request is answered with the whole page, which scripts take only from a success.
            Faces.setResponseStatus(status);
        }
        title = ofTitle;
        text = ofText;
    }

    public String getTitle() {
        return title;
    }

    public String getText() {
        return text;
    }
}
