/** Encryption of what people must not see, and the keys for it, which stay outside the database. */
package org.externalmodels.registry.secrets;
