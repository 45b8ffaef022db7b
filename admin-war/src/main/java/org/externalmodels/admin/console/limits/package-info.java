/** The pages of limits, budgets and alerts. */
package org.externalmodels.admin.console.limits;
