package org.externalmodels.registry.catalog;

import org.externalmodels.registry.definition.Definition;

/**
 * One revision of a model.
 *
 * @param summary its line in the history
 * @param definition as it is or was, secrets masked
 * @param modelVersion of its model, for the check that nobody else changed it
 */
public record RevisionDetail(RevisionSummary summary, Definition definition, long modelVersion) {}
