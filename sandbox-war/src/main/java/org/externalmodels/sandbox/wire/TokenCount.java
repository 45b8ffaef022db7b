package org.externalmodels.sandbox.wire;

/** Words in and words out: what the sandbox calls tokens. */
public record TokenCount(long in, long out) {
    public static final TokenCount NONE = new TokenCount(0, 0);

    public TokenCount {
        if (in < 0 || out < 0) {
            throw new IllegalArgumentException("a token count is not negative: " + in + ", " + out);
        }
    }

    public long total() {
        return in + out;
    }
}
