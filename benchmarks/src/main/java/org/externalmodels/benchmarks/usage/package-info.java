/** How usage is stored and looked up when there is much of it. */
package org.externalmodels.benchmarks.usage;
