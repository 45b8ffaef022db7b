package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.externalmodels.registry.limits.GivenLimit;
import org.externalmodels.registry.limits.LimitItem;
import org.externalmodels.registry.limits.UsageLimits;

/**
 * What is answered about usage limits of one kind. Limits and budgets differ only in their members.
 *
 * @param plural the last part of their address
 * @param name of one of them, for people
 * @param json how one is told
 */
record LimitAnswers(
        UsageLimits limits, UsageLimits.Kind kind, String plural, String name, Function<LimitItem, JsonObject> json) {

    JsonObject list(String limit, String after) {
        return ListAnswer.of(
                limits.slice(kind, Optional.empty(), ListParameters.limit(limit), Optional.ofNullable(after)), json);
    }

    Response add(GivenLimit given, UriInfo uri) {
        String id = limits.add(given);
        LimitItem made = limits.find(kind, id);
        return told(
                made,
                Response.created(uri.getBaseUriBuilder().path(plural).path(id).build()));
    }

    Response get(String id) {
        return told(limits.find(kind, id), Response.ok());
    }

    /** @param patched what a JSON merge patch makes of one */
    Response edit(String id, String ifMatch, String text, BiFunction<LimitItem, JsonObject, GivenLimit> patched) {
        JsonObject patch = JsonBody.object(text);
        LimitItem seen = limits.find(kind, id);
        Long version = EntityTags.required(ifMatch, name, seen.version());
        limits.edit(kind, id, version, patched.apply(seen, patch));
        return get(id);
    }

    Response delete(String id, String ifMatch) {
        limits.delete(kind, id, EntityTags.required(ifMatch));
        return Response.noContent().build();
    }

    private Response told(LimitItem item, Response.ResponseBuilder response) {
        return response.entity(json.apply(item))
                .header(HttpHeaders.ETAG, EntityTags.of(item.version()))
                .build();
    }
}
