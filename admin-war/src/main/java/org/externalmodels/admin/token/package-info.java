/** Bearer tokens of the server's OpenID provider. */
package org.externalmodels.admin.token;
