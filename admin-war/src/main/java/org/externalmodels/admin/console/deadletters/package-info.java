/** The console's page of results that no listener took. */
package org.externalmodels.admin.console.deadletters;
