package org.externalmodels.samples.triage;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.InferenceResult;

/** Takes the results of what the process has submitted, in the transaction in which the process goes on. */
@MessageDriven(
        name = "TriageResults",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationName", propertyValue = "triage"),
            @ActivationConfigProperty(
                    propertyName = "correlationPrefix",
                    propertyValue = "operaton/" + TriageEngine.NAME + "/")
        })
public class TriageResults implements InferenceListener {

    @Inject
    private TriageEngine engine;

    @Override
    public void onResult(InferenceResult result) {
        engine.results().take(result);
    }
}
