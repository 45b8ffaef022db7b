package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.keys.ApplicationKeyDetail;
import org.externalmodels.registry.keys.GivenKey;
import org.externalmodels.registry.keys.KeyScope;

/**
 * An application key as it is written.
 *
 * @param name of the application
 * @param models names of models, name/connection, or * for all
 * @param ways in: chat-completions, responses, messages, embeddings, images, transcriptions, or * for all
 * @param expires from when on it opens nothing, such as 2027-01-31T12:00:00Z
 * @param enabled whether it opens anything
 */
@Schema(name = "ApplicationKey")
public record ApplicationKeyBody(String name, List<String> models, List<String> ways, String expires, Boolean enabled) {

    private static final List<String> ALL = List.of(KeyScope.ALL);

    /** The key itself is shown masked, and replaced by a rotation only. */
    private static final Set<String> SHOWN =
            Set.of("id", "key", "status", "addedBy", "addedOn", "rotatedOn", "lastUsed", "version");

    /** What a JSON merge patch makes of a key. */
    static ApplicationKeyBody patched(ApplicationKeyDetail seen, JsonObject patch) {
        JsonObject shown = JsonRecords.write(seen);
        ApplicationKeyBody given =
                JsonBody.read(ShownMembers.without(SHOWN, "", patch, shown), ApplicationKeyBody.class);
        return new ApplicationKeyBody(
                patch.containsKey("name") ? given.name() : seen.name(),
                patch.containsKey("models") ? given.models() : seen.models(),
                patch.containsKey("ways") ? given.ways() : seen.ways(),
                patch.containsKey("expires")
                        ? given.expires()
                        : seen.expires().map(Instant::toString).orElse(null),
                patch.containsKey("enabled") ? given.enabled() : Boolean.valueOf(seen.enabled()));
    }

    GivenKey given() {
        return new GivenKey(
                name,
                new KeyScope(models == null ? ALL : models, ways == null ? ALL : ways),
                Optional.ofNullable(expires).map(ApplicationKeyBody::time),
                enabled == null || enabled);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException wrong) {
            throw new ApiException(
                    422,
                    "expires is a time like 2027-01-31T12:00:00Z",
                    DefinitionProblem.of("expires", "must be a time like 2027-01-31T12:00:00Z"));
        }
    }
}
