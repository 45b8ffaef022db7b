/** The console's page of submissions whose results are not delivered yet. */
package org.externalmodels.admin.console.submissions;
