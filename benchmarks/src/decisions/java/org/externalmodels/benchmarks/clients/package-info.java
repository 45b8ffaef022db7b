/** The measurement behind decision 0002: one chat call through each HTTP client that could be the adapter's transport. */
package org.externalmodels.benchmarks.clients;
