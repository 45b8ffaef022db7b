package org.externalmodels.integration.notes;

import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Lists the notes, and with {@code ?text=&by=request|job|bean|job-of-a-bean} writes some and fails: on a request's thread, on a
 * thread of an engine, in an enterprise bean, or on a thread that one began. Its answer then is what it failed with.
 */
@WebServlet("/")
public class NotesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Notes notes;

    @Inject
    private transient Jobs jobs;

    @EJB
    private transient Bean bean;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain; charset=UTF-8");
        String text = request.getParameter("text");
        response.getWriter()
                .write(text == null ? String.join("\n", notes.texts()) : fail(text, by(request.getParameter("by"))));
    }

    private Executor by(String name) {
        return switch (name) {
            case "request" -> Runnable::run;
            case "job" -> jobs;
            case "bean" -> bean::run;
            case "job-of-a-bean" -> work -> bean.run(() -> jobs.begin(work));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String fail(String text, Executor thread) {
        try {
            CompletableFuture.runAsync(() -> notes.writeAndFail(text), thread).join();
            return "nothing";
        } catch (CompletionException e) {
            return e.getCause().toString();
        }
    }
}
