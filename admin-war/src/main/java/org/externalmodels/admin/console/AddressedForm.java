package org.externalmodels.admin.console;

import jakarta.faces.context.FacesContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Keeps a form for editing from being shown as one for adding. A server may have lost the bean of a view that it just
 * opened and make another, empty one without a word; its user would add a second thing in place of changing the first.
 */
public final class AddressedForm {

    private static final Logger LOG = System.getLogger(AddressedForm.class.getName());

    private AddressedForm() {}

    /**
     * What the address names as {@code id} where the page's bean knows of none.
     *
     * @param known what the bean edits, {@code null} if it is for adding
     */
    public static Optional<String> missed(String known) {
        FacesContext context = FacesContext.getCurrentInstance();
        return missed(
                known,
                context.isPostback(),
                context.getExternalContext().getRequestParameterMap().get("id"));
    }

    static Optional<String> missed(String known, boolean postback, String address) {
        if (known != null || postback) {
            return Optional.empty();
        }
        Optional<String> named = Typed.text(address);
        named.ifPresent(id ->
                LOG.log(Level.WARNING, "The bean of a form that was opened for {0} was lost, and is loaded again", id));
        return named;
    }
}
