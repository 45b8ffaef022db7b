package org.externalmodels.admin.inference;

import org.externalmodels.inference.InferenceRequest;

/**
 * A request as one of the wire formats asked it.
 *
 * @param model the model field
 * @param request what is asked of the model
 * @param stream whether the answer shall come as it is made
 * @param answers how it is written
 */
record AskedInference(String model, InferenceRequest request, boolean stream, AnswerFormat answers) {}
