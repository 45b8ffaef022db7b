package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.omnifaces.cdi.ViewScoped;
import org.primefaces.PrimeFaces;

/** Adds a connection, or replaces the key of one. */
@Named
@ViewScoped
public class EditConnection implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ModelConnections service;

    @Inject
    private Connections page;

    private String modelId;
    private String id;
    private long version;
    private String baseUrl;
    private KeyLine line = new KeyLine("");
    private Problems problems = Problems.NONE;

    public void add(String toModelId) {
        modelId = toModelId;
        id = null;
        baseUrl = null;
        line = new KeyLine("");
        problems = Problems.NONE;
    }

    public void edit(String ofModelId, ConnectionLine connection) {
        modelId = ofModelId;
        id = connection.getId();
        version = connection.getVersion();
        baseUrl = connection.getBaseUrl();
        line = new KeyLine(connection.getName());
        problems = Problems.NONE;
    }

    public void save() {
        String name = line.getName() == null ? "" : line.getName();
        String done = isAdding() ? name.strip() + " is added." : "The key of " + name + " is replaced.";
        problems = Attempt.at(this::give);
        PrimeFaces.current().ajax().addCallbackParam("saved", !problems.any());
        if (!problems.any()) {
            Notices.done(done);
            page.load();
        }
    }

    private void give() {
        if (!isAdding() && !line.isKeyGiven()) {
            throw RegistryException.invalid("apiKey", "is required");
        }
        if (isAdding()) {
            String name = line.getName() == null ? "" : line.getName();
            service.add(modelId, new GivenConnection(name, line.secret(), Optional.empty()));
        } else {
            service.edit(modelId, id, version, line.secret(), Optional.ofNullable(baseUrl));
        }
    }

    public boolean isAdding() {
        return id == null;
    }

    public String getName() {
        return line.getName();
    }

    public void setName(String name) {
        line.setName(name);
    }

    public String getKey() {
        return null;
    }

    public void setKey(String key) {
        line.setKey(key);
    }

    public Problems getProblems() {
        return problems;
    }
}
