package org.externalmodels.integration.submitter;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import javax.sql.DataSource;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.InferenceResult;

/** Takes results within a transaction, in which a database takes part as well. */
@MessageDriven(
        name = "ClaimResults",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationName", propertyValue = "claims"),
            @ActivationConfigProperty(propertyName = "redeliveryLimit", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "100")
        })
public class ClaimResults implements InferenceListener {

    @Resource(name = "jdbc/Effects")
    private DataSource effects;

    @Override
    public void onResult(InferenceResult result) {
        Listening.to(result, effects);
    }
}
