package org.externalmodels.registry.keys;

import org.externalmodels.inference.spi.Secret;

/**
 * A new key, told once.
 *
 * @param id under which it is kept
 * @param key itself, which is kept nowhere
 */
public record IssuedKey(String id, Secret key) {}
