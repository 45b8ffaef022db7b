/** The keys of applications. */
package org.externalmodels.admin.console.keys;
