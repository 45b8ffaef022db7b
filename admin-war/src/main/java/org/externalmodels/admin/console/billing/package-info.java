/** What calls cost, what they are charged by, and working it out again. */
package org.externalmodels.admin.console.billing;
