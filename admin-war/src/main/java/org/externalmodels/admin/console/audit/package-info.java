/** The audit log. */
package org.externalmodels.admin.console.audit;
