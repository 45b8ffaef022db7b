package org.externalmodels.admin.console.playground;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.playground.PromptLibrary;
import org.externalmodels.registry.playground.PromptVersion;
import org.externalmodels.registry.playground.SavedPrompt;

/** Saved prompts for the page. */
@WebServlet("/playground/data/prompts")
public class PlaygroundPrompts extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient PromptLibrary prompts;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = request.getParameter("id");
        JsonObjectBuilder answer = id == null ? list() : detail(prompts.find(id), prompts.versions(id));
        PlaygroundFilter.send(response, answer.build().toString());
    }

    private JsonObjectBuilder list() {
        JsonArrayBuilder items = Json.createArrayBuilder();
        prompts.list().forEach(prompt -> items.add(head(prompt)));
        return Json.createObjectBuilder().add("items", items);
    }

    private static JsonObjectBuilder head(SavedPrompt prompt) {
        return Json.createObjectBuilder()
                .add("id", prompt.id())
                .add("name", prompt.name())
                .add("defaultVersion", prompt.defaultVersion())
                .add("newestVersion", prompt.newestVersion())
                .add("changedBy", prompt.changedBy())
                .add("changedOn", prompt.changedAt().toString());
    }

    private static JsonObjectBuilder detail(SavedPrompt prompt, List<PromptVersion> versions) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (PromptVersion version : versions) {
            list.add(Json.createObjectBuilder()
                    .add("number", version.number())
                    .add("savedBy", version.savedBy())
                    .add("savedOn", version.savedAt().toString())
                    .add("document", parsed(version.document())));
        }
        return head(prompt).add("versions", list);
    }

    private static JsonValue parsed(String document) {
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            return reader.readValue();
        }
    }

    /** What is saved. */
    public record Saving(String name, JsonValue document) {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Saving saving = JsonRecords.read(body(request), Saving.class);
        if (!(saving.document() instanceof JsonObject document)) {
            throw RegistryException.invalid("document", "must be an object");
        }
        String id = prompts.save(saving.name(), document);
        PlaygroundFilter.send(
                response, detail(prompts.find(id), prompts.versions(id)).build().toString());
    }

    private static JsonObject body(HttpServletRequest request) throws IOException {
        try (JsonReader reader = Json.createReader(request.getInputStream())) {
            return reader.readObject();
        }
    }

    /** Which version opens first. */
    public record Choice(String id, int version) {}

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Choice choice = JsonRecords.read(body(request), Choice.class);
        prompts.openFirst(choice.id(), choice.version());
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        prompts.delete(request.getParameter("id"));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
