package org.externalmodels.registry.rotation;

/**
 * How far the stored secrets are with the key that encrypts now.
 *
 * @param primaryKeyId the key that encrypts now
 * @param keys how many keys there are to decrypt with
 * @param secrets how many secrets are stored
 * @param pending how many of them are still encrypted with an older key
 * @param unreadable how many are encrypted with a key that is not in the keyset
 */
public record RotationStatus(String primaryKeyId, int keys, long secrets, long pending, long unreadable) {}
