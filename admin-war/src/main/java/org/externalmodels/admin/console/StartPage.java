package org.externalmodels.admin.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The console's address without a page leads to the first page that the user may see. */
@WebServlet("")
public class StartPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignedInUser user;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendRedirect(request.getContextPath() + page());
    }

    private String page() {
        if (!user.isSignedIn()) {
            return "/sign-in";
        }
        return user.isReader() ? "/models/list" : "/traces/list";
    }
}
