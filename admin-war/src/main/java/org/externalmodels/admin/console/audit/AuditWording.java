package org.externalmodels.admin.console.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Map;
import org.externalmodels.registry.audit.AuditTarget;

/** The words for what was done, and where it can be looked at. An action that is not known is shown as it is. */
@Named("auditWording")
@ApplicationScoped
public class AuditWording {

    private static final Map<String, String> THINGS = Map.ofEntries(
            Map.entry("model", "Model"),
            Map.entry("connection", "Connection"),
            Map.entry("profile", "Authorization profile"),
            Map.entry("application-key", "Application key"),
            Map.entry("dead-letter", "Dead letter"),
            Map.entry("price", "Price"),
            Map.entry("limit", "Limit"),
            Map.entry("budget", "Budget"),
            Map.entry("settings", "Setting"),
            Map.entry("billing", "Costs"),
            Map.entry("encryption-key", "Encryption key"),
            Map.entry("registry", "All models"),
            Map.entry("traces", "Traces"),
            Map.entry("audit-log", "Audit log"),
            Map.entry("prompt", "Prompt"),
            Map.entry("user", "User"));

    /** What the words of an action alone would not say. */
    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("billing.exported", "Bill downloaded"),
            Map.entry("billing.rerating", "Costs about to be worked out again"),
            Map.entry("billing.rerated", "Costs worked out again"),
            Map.entry("billing.rerated-in-part", "Costs worked out again in part"),
            Map.entry("billing.recounting", "Sums about to be counted again"),
            Map.entry("billing.recounted", "Sums counted again"),
            Map.entry("billing.recounted-in-part", "Sums counted again in part"),
            Map.entry("prompt.default", "Version of a prompt chosen"),
            Map.entry("user.signed-in", "Signed in"),
            Map.entry("user.signed-out", "Signed out"),
            Map.entry("user.sign-in-refused", "Sign-in refused"));

    private static final Map<String, String> PAGES = Map.of(
            "model", "/models/view?id=",
            "profile", "/profiles/view?id=",
            "application-key", "/keys/edit?id=",
            "limit", "/limits/edit?budget=false&id=",
            "budget", "/limits/edit?budget=true&id=");

    /** Such as <i>Model added</i>. */
    public String action(String action) {
        if (WHOLE.containsKey(action)) {
            return WHOLE.get(action);
        }
        int dot = action.indexOf('.');
        String thing = dot < 0 ? null : THINGS.get(action.substring(0, dot));
        return thing == null
                ? action
                : thing + " " + action.substring(dot + 1).replace('-', ' ').replace('_', ' ');
    }

    /** The page of what it was done to, {@code null} without one. */
    public String page(String kind, String id) {
        String page = PAGES.get(kind);
        return page == null || id.equals(AuditTarget.NO_ID) ? null : page + id;
    }
}
