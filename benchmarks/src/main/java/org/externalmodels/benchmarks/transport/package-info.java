/** The bare transport: what the adapter's HTTP client does when nothing is built on it. */
package org.externalmodels.benchmarks.transport;
