/**
 * Inference over HTTP, {@code /v1}: the wire formats of OpenAI and Anthropic in front of every registered model. It
 * translates between them and {@link org.externalmodels.inference}; limits, metering and retries are the engine's. No
 * request holds a thread while it waits.
 */
package org.externalmodels.admin.inference;
