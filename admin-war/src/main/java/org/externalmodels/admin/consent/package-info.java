/** Where browsers come back to from the authorization endpoints of others. */
package org.externalmodels.admin.consent;
