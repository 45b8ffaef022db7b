package org.externalmodels.admin.console.keys;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.externalmodels.inference.spi.Secret;

/** A key that was just made: it is in one answer and nowhere else. */
@Named
@RequestScoped
public class ShownKey {

    private Secret key;

    void show(Secret made) {
        key = made;
    }

    public boolean isThere() {
        return key != null;
    }

    public String getText() {
        return key == null ? "" : key.reveal();
    }
}
