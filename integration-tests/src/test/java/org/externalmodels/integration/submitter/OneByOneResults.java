package org.externalmodels.integration.submitter;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.InferenceResult;

/** Takes one result after the other, outside of transactions, and lets models be asked one after the other. */
@MessageDriven(
        name = "OneByOneResults",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationName", propertyValue = "one-by-one"),
            @ActivationConfigProperty(propertyName = "maxConcurrency", propertyValue = "1"),
            @ActivationConfigProperty(propertyName = "maxCalls", propertyValue = "1"),
            @ActivationConfigProperty(propertyName = "redeliveryLimit", propertyValue = "2"),
            @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "100")
        })
@TransactionManagement(TransactionManagementType.BEAN)
public class OneByOneResults implements InferenceListener {

    @Override
    public void onResult(InferenceResult result) {
        Listening.to(result, null);
    }
}
