package org.externalmodels.admin.console.profiles;

import org.externalmodels.admin.console.SecretLine;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.registry.definition.ProfileField;

/** A further field of a profile's token requests as it is edited. */
public final class FieldLine extends SecretLine {

    private static final long serialVersionUID = 1L;

    private Placement placement = Placement.BODY;

    FieldLine() {}

    FieldLine(ProfileField field) {
        super(field.name(), field.value(), field.secret(), field.secret() && field.value() != null);
        placement = field.placement();
    }

    ProfileField field() {
        return new ProfileField(writtenName(), givenValue(), placement, isSecret());
    }

    public Placement getPlacement() {
        return placement;
    }

    public void setPlacement(Placement placement) {
        this.placement = placement;
    }
}
