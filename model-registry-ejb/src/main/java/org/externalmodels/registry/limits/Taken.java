package org.externalmodels.registry.limits;

/** So much of a bucket. */
record Taken(Bucket bucket, long units) {}
