package org.externalmodels.registry.catalog;

import java.io.Serializable;
import org.externalmodels.inference.spi.BodyCapture;

/**
 * What is kept of the bodies of a model's calls.
 *
 * @param id the model's id
 * @param name its name
 * @param version grows with each change
 * @param active whether it serves
 * @param draftOpen whether a draft of its next revision is open
 * @param capture what is kept
 */
public record ModelCapture(String id, String name, long version, boolean active, boolean draftOpen, BodyCapture capture)
        implements Serializable {}
