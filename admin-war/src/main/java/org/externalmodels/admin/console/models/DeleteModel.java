package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Asks for a model's name before it is deleted. */
@Named
@ViewScoped
public class DeleteModel implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ModelLifecycle lifecycle;

    private String id;
    private String name;
    private long version;
    private String typed;
    private String problem;

    public void ask(String ofId, String ofName, long ofVersion) {
        id = ofId;
        name = ofName;
        version = ofVersion;
        typed = null;
        problem = null;
    }

    public void delete() {
        if (typed == null || !typed.strip().equals(name)) {
            problem = "This is not the name of the model.";
            return;
        }
        Problems problems = Attempt.at(() -> lifecycle.delete(id, version));
        problem = problems.headline();
        if (!problems.any()) {
            Notices.done(name + " is deleted.");
            Notices.keepForNextPage();
            Faces.redirect(Faces.getRequestContextPath() + "/models/list");
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
