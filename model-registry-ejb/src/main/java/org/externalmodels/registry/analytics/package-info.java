/** Sums over calls, per hour and per day: kept up in the transaction that stores the calls, and looked up. */
package org.externalmodels.registry.analytics;
