/** Many calls at once against the sandbox provider in a process of its own: threads, memory, delay. */
package org.externalmodels.benchmarks.load;
