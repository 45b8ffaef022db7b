package org.externalmodels.admin.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;

/** Tells the user at the top of the page how something went. Texts are taken as they are, without placeholders. */
public final class Notices {

    private Notices() {}

    public static void done(String sentence) {
        add(FacesMessage.SEVERITY_INFO, sentence);
    }

    public static void refused(String sentence) {
        add(FacesMessage.SEVERITY_ERROR, sentence);
    }

    /** Keeps what is told now for the page that the user is led to. */
    public static void keepForNextPage() {
        FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
    }

    private static void add(FacesMessage.Severity severity, String sentence) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, sentence, ""));
    }
}
