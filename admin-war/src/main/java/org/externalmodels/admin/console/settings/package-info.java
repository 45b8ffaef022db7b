/** What is set for the whole server. */
package org.externalmodels.admin.console.settings;
