package org.externalmodels.admin.console;

import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Specializes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.omnifaces.cdi.viewscope.ViewScopeStorageInSession;
import org.omnifaces.util.Faces;

/**
 * Where the beans of a session's views are. OmniFaces 4.7 asks without a lock whether it has those of a view, and to look one up
 * takes it out and puts it back: who asks in between hears no, and the view goes on with new, empty beans. This asks under the
 * lock, and says so where beans are gone all the same.
 */
@Specializes
@SessionScoped
public class ViewBeans extends ViewScopeStorageInSession {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = System.getLogger(ViewBeans.class.getName());

    @Override
    public UUID getBeanStorageId() {
        UUID id = Faces.getViewAttribute(getClass().getName());
        if (id == null || getBeanStorage(id) != null) {
            return id;
        }
        LOG.log(Level.WARNING, "The beans of {0} are gone; it goes on with new ones", Faces.getViewId());
        return null;
    }
}
