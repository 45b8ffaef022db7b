/** Limits and budgets of calls: what is set, what is left, who is told. */
package org.externalmodels.registry.limits;
