package org.externalmodels.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.ExternalContextWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.FacesContextWrapper;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.omnifaces.cdi.BeanStorage;

class ViewBeansTest {

    private final Request request = new Request();
    private ViewBeans beans = new ViewBeans();

    @BeforeEach
    void begin() {
        request.becomeCurrent(request);
        beans.postConstructSession();
    }

    @AfterEach
    void end() {
        request.becomeCurrent(null);
    }

    @Test
    void areThoseOfTheirView() {
        View first = new View();
        UUID ofFirst = open(first);
        UUID ofSecond = open(new View());

        request.view = first;

        assertThat(beans.getBeanStorageId()).isEqualTo(ofFirst).isNotEqualTo(ofSecond);
        assertThat(beans.getBeanStorage(ofFirst)).isNotNull();
        assertThat(beans.isRecentlyUnloaded(request)).isFalse();
    }

    @Test
    void endTheirViewOnceTheyAreGone() {
        UUID id = open(new View());

        beans = new ViewBeans();
        beans.postConstructSession();

        assertThat(beans.getBeanStorage(id)).isNull();
        assertThat(beans.getBeanStorageId())
                .as("so that no others are made under another id")
                .isEqualTo(id);
        assertThat(beans.isRecentlyUnloaded(request)).isTrue();
    }

    @Test
    void endTheirViewAlsoWhereItForgotUnderWhichIdTheyWere() {
        View lost = new View();
        UUID ignored = open(lost);
        assertThat(beans.getBeanStorageId()).isNotNull();

        lost.map.clear();

        assertThat(beans.getBeanStorageId()).isNull();
        assertThat(beans.isRecentlyUnloaded(request)).isTrue();
    }

    @Test
    void areNotNotedBeforeTheViewIsBuilt() {
        View built = new View();
        built.marked = false;
        UUID ignored = open(built);

        assertThat(beans.getBeanStorageId()).isNotNull();

        assertThat(built.getAttributes()).isEmpty();
    }

    @Test
    void mayBeMadeInAViewThatHadNone() {
        request.view = new View();

        assertThat(beans.getBeanStorageId()).isNull();
        assertThat(beans.isRecentlyUnloaded(request)).isFalse();
    }

    private UUID open(View view) {
        UUID id = UUID.randomUUID();
        request.view = view;
        beans.setBeanStorage(id, new BeanStorage(1));
        return id;
    }

    private static final class View extends UIViewRoot {
        private final Map<String, Object> map = new HashMap<>();
        private final Map<String, Object> attributes = new HashMap<>();
        private boolean marked = true;

        @Override
        public Map<String, Object> getViewMap() {
            return map;
        }

        @Override
        public Map<String, Object> getViewMap(boolean create) {
            return map;
        }

        @Override
        public Map<String, Object> getAttributes() {
            return attributes;
        }

        @Override
        public boolean initialStateMarked() {
            return marked;
        }

        @Override
        public String getViewId() {
            return "/page.xhtml";
        }
    }

    /** A postback, as far as it is asked about. */
    private static final class Request extends FacesContextWrapper {
        private final Map<String, Object> application = new HashMap<>();
        private View view;

        Request() {
            super(null);
        }

        void becomeCurrent(FacesContext context) {
            setCurrentInstance(context);
        }

        @Override
        public UIViewRoot getViewRoot() {
            return view;
        }

        @Override
        @SuppressWarnings("unchecked") // What the API's own wrapper overrides has no type arguments.
        public ExternalContext getExternalContext() {
            return new ExternalContextWrapper(null) {
                @Override
                public Map<String, Object> getApplicationMap() {
                    return application;
                }

                @Override
                public Map<String, String> getRequestParameterMap() {
                    return Map.of("jakarta.faces.ViewState", "state");
                }

                @Override
                public String getInitParameter(String name) {
                    return null;
                }
            };
        }
    }
}
