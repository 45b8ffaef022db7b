package org.externalmodels.connector.submission;

/**
 * How much may wait at a time.
 *
 * @param submissions the most of them
 * @param bytes the most bytes of their requests and results together
 */
public record SubmissionLimits(int submissions, long bytes) {

    /** A gigabyte. */
    public static final SubmissionLimits DEFAULT = new SubmissionLimits(100_000, 1L << 30);

    public SubmissionLimits {
        if (submissions < 1 || bytes < 1) {
            throw new IllegalArgumentException("There must be room for one submission at least, not for " + submissions
                    + " in " + bytes + " bytes");
        }
    }
}
