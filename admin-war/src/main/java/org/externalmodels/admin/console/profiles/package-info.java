/** The pages about authorization profiles. */
package org.externalmodels.admin.console.profiles;
