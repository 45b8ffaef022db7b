/**
 * The contract between the registry, which knows models and keeps records, and the adapter, which calls them. The
 * registry pushes definitions into the {@link org.externalmodels.inference.spi.ModelDirectory} and reads usage from the
 * {@link org.externalmodels.inference.spi.UsageJournal}; the adapter never asks the registry anything.
 */
package org.externalmodels.inference.spi;
