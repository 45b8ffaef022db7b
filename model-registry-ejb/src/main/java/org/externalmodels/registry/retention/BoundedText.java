package org.externalmodels.registry.retention;

/** A text that lets itself be looked at so often and no more: some expressions never come to an end. For one thread. */
final class BoundedText implements CharSequence {

    private static final long LOOKS_FOR_EACH = 200;
    private static final long LOOKS_AT_LEAST = 1_000_000;

    private final String text;
    private long looks;

    BoundedText(String text) {
        this.text = text;
        looks = LOOKS_AT_LEAST + LOOKS_FOR_EACH * text.length();
    }

    @Override
    public char charAt(int index) {
        if (--looks < 0) {
            throw new IllegalStateException("The expression does not come to an end");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
