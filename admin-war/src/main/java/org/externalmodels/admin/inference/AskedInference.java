package org.externalmodels.admin.inference;

import org.externalmodels.inference.InferenceRequest;

/**
 * A request as one of the wire formats asked it.
 *
 * @param model the model field
 * @param request what is asked of the model
 * @param stream whether the answer shall come as it is made
 * @param answers how it is written
 * @param detailed whether failures are told with all that is known of them
 */
record AskedInference(String model, InferenceRequest request, boolean stream, AnswerFormat answers, boolean detailed) {

    AskedInference(String model, InferenceRequest request, boolean stream, AnswerFormat answers) {
        this(model, request, stream, answers, false);
    }
}
