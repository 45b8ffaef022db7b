/**
 * Calls as they happen, for those who watch the server: spans, metrics and events of OpenTelemetry's conventions for
 * generative AI, and metrics in the format of Prometheus. What was said is in none of them.
 */
package org.externalmodels.registry.telemetry;
