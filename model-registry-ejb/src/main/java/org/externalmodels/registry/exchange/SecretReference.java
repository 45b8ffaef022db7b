package org.externalmodels.registry.exchange;

/**
 * Where the value of a secret is found when the document is imported.
 *
 * @param config the name in MicroProfile Config; {@code null} if the document only says that there is a secret
 */
record SecretReference(String config) {}
