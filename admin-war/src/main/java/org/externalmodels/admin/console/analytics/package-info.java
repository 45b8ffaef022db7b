/** What became of calls over time, as charts. */
package org.externalmodels.admin.console.analytics;
