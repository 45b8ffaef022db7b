package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.externalmodels.admin.console.Deletion;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.omnifaces.cdi.ViewScoped;
import org.primefaces.PrimeFaces;

/** Asks for a connection's name before it is deleted. */
@Named
@ViewScoped
public class DeleteConnection extends Deletion {

    private static final long serialVersionUID = 1L;

    @Inject
    private ModelConnections service;

    @Inject
    private Connections page;

    private String modelId;

    public DeleteConnection() {
        super("connection");
    }

    public void ask(String ofModelId, ConnectionLine connection) {
        modelId = ofModelId;
        ask(connection.getId(), connection.getName(), connection.getVersion());
    }

    /** The dialog closes itself only when the connection is gone. */
    @Override
    public void delete() {
        super.delete();
        PrimeFaces.current().ajax().addCallbackParam("deleted", getProblem() == null);
    }

    @Override
    protected void delete(String id, long version) {
        service.delete(modelId, id, version);
    }

    @Override
    protected void deleted(String name) {
        Notices.done(name + " is deleted.");
        page.load();
    }
}
