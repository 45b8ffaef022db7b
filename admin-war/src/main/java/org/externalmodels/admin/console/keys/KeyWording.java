package org.externalmodels.admin.console.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.externalmodels.registry.keys.KeyScope;

/** The words for application keys. */
@Named("keyWording")
@ApplicationScoped
public class KeyWording {

    public String status(String status) {
        return switch (status) {
            case "active" -> "Active";
            case "disabled" -> "Off";
            case "expired" -> "Expired";
            default -> status;
        };
    }

    /** The kind of chip that shows a status. */
    public String look(String status) {
        return switch (status) {
            case "active" -> "good";
            case "expired" -> "bad";
            default -> "warn";
        };
    }

    /** What a key opens, in a few words. */
    public String scope(List<String> entries, String all) {
        return entries.contains(KeyScope.ALL) ? all : String.join(", ", entries);
    }

    /** A way in as people know it. */
    public String way(String wireName) {
        return switch (wireName) {
            case "chat-completions" -> "Chat completions";
            case "responses" -> "Responses";
            case "messages" -> "Messages";
            case "embeddings" -> "Embeddings";
            case "images" -> "Images";
            case "transcriptions" -> "Transcriptions";
            case "connection-factories" -> "Connection factories of this server";
            default -> wireName;
        };
    }
}
