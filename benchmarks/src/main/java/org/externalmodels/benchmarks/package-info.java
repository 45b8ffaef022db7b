/** Benchmarks of the product beside its peers; docs/performance.md has the command and the numbers. */
package org.externalmodels.benchmarks;
