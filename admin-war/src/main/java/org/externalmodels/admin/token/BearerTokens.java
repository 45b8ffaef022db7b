package org.externalmodels.admin.token;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Asks the server about the bearer token of a request. What a token must be is between the server and its provider. */
public final class BearerTokens {

    private static final String BEGINNING = "ey";

    private BearerTokens() {}

    /** Whether it looks like a JSON Web Token: the Base64 of an opening brace, with which no application key begins. */
    public static boolean looksLikeOne(String bearer) {
        return bearer.startsWith(BEGINNING);
    }

    /**
     * Has the server sign in whom the token names. It answers nothing by itself.
     *
     * @return whether the token was taken
     */
    public static boolean signsIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (request.authenticate(new UnsentResponse(response)) && request.getUserPrincipal() != null) {
                return true;
            }
        } catch (ServletException refused) {
            // Not taken either.
        }
        if (!response.isCommitted()) {
            // Some servers answer past the response that they were given.
            response.reset();
        }
        return false;
    }
}
