package org.externalmodels.samples.letters;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.workflow.flowable.ModelResults;

/** Takes the results of what the process has submitted, in the transaction in which the process goes on. */
@MessageDriven(
        name = "LetterResults",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationName", propertyValue = "letters"),
            @ActivationConfigProperty(
                    propertyName = "correlationPrefix",
                    propertyValue = "flowable/" + LettersEngine.NAME + "/")
        })
public class LetterResults implements InferenceListener {

    @Inject
    private LettersEngine letters;

    @Override
    public void onResult(InferenceResult result) {
        new ModelResults(letters.engine()).take(result);
    }
}
