package org.externalmodels.integration.submitter;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import javax.sql.DataSource;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.InferenceResult;

/** Takes results within a transaction in which the database commits before they are removed, where a server can be told so. */
@MessageDriven(
        name = "LateRemovalResults",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationName", propertyValue = "late-removal"),
            @ActivationConfigProperty(propertyName = "redeliveryLimit", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "100")
        })
public class LateRemovalResults implements InferenceListener {

    @Resource(name = "jdbc/EffectsFirst")
    private DataSource effects;

    @Override
    public void onResult(InferenceResult result) {
        Listening.to(result, effects);
    }
}
