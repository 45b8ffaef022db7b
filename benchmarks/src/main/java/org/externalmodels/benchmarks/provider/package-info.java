/** A provider that costs next to nothing, in a process of its own, so that a benchmark sees only the caller's side. */
package org.externalmodels.benchmarks.provider;
