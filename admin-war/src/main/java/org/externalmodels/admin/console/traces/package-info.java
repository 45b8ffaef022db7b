/** The pages about traces. */
package org.externalmodels.admin.console.traces;
