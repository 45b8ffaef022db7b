/** The measurement behind decision 0003: one usage record through each journal that could be the adapter's. */
package org.externalmodels.benchmarks.journal;
