/** The registry with many models, outside a container. */
package org.externalmodels.benchmarks.registry;
