package org.externalmodels.admin.console;

import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;
import org.omnifaces.cdi.viewscope.ViewScopeStorageInSession;
import org.omnifaces.util.Faces;

/**
 * Where the beans of a session's views are. Where those of a view are gone, OmniFaces 4.7 makes new, empty ones and goes on with
 * what was sent to the old ones; it ends as an expired view only where its page was left. Here it ends as one whatever took
 * the beans away, and its page is opened again with what was typed.
 */
@Specializes
@SessionScoped
public class ViewBeans extends ViewScopeStorageInSession {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = System.getLogger(ViewBeans.class.getName());

    /** Kept with the state of a view's components, which is elsewhere than its beans and than the id under which they are. */
    private static final String HAS_BEANS = ViewBeans.class.getName() + ".there";

    /** Also where the beans are gone. Whether they are is asked under a lock, by whoever looks them up. */
    @Override
    public UUID getBeanStorageId() {
        UUID id = Faces.getViewAttribute(getClass().getName());
        UIViewRoot view = Faces.getViewRoot();
        // What is noted before is taken for a part of every such view, and not kept.
        if (id != null && view.initialStateMarked()) {
            view.getAttributes().putIfAbsent(HAS_BEANS, true);
        }
        return id;
    }

    /** What OmniFaces asks in a postback that finds no beans before it makes new ones. */
    @Override
    public boolean isRecentlyUnloaded(FacesContext context) {
        if (super.isRecentlyUnloaded(context)) {
            return true;
        }
        UUID id = getBeanStorageId();
        UIViewRoot view = context.getViewRoot();
        boolean gone = id == null ? view.getAttributes().containsKey(HAS_BEANS) : getBeanStorage(id) == null;
        if (gone) {
            LOG.log(Level.WARNING, "The beans of {0} are gone, so it is opened again", view.getViewId());
        }
        return gone;
    }
}
