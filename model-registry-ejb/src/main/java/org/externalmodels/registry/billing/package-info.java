/** What calls cost: prices with the time from which they hold, the cost of each call at the price of its time, and sums of both. */
package org.externalmodels.registry.billing;
