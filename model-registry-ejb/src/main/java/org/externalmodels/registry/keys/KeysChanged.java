package org.externalmodels.registry.keys;

import java.util.Optional;

/**
 * A committed change of one key.
 *
 * @param stamp to which the change leads, from the one before
 * @param id of the key
 * @param now how the key is, empty if it is no more
 */
public record KeysChanged(long stamp, String id, Optional<RingKey> now) {}
