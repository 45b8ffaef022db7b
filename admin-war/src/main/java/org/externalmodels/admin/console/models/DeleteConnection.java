package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.omnifaces.cdi.ViewScoped;
import org.primefaces.PrimeFaces;

/** Asks for a connection's name before it is deleted. */
@Named
@ViewScoped
public class DeleteConnection implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ModelConnections service;

    @Inject
    private Connections page;

    private String modelId;
    private String id;
    private String name;
    private long version;
    private String typed;
    private String problem;

    public void ask(String ofModelId, ConnectionLine connection) {
        modelId = ofModelId;
        id = connection.getId();
        name = connection.getName();
        version = connection.getVersion();
        typed = null;
        problem = null;
    }

    public void delete() {
        boolean named = typed != null && typed.strip().equals(name);
        Problems problems = named
                ? Attempt.at(() -> service.delete(modelId, id, version))
                : Problems.of("This is not the name of the connection.");
        problem = problems.headline();
        PrimeFaces.current().ajax().addCallbackParam("deleted", !problems.any());
        if (!problems.any()) {
            Notices.done(name + " is deleted.");
            page.load();
        }
    }

    public String getName() {
        return name;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }

    public String getProblem() {
        return problem;
    }
}
