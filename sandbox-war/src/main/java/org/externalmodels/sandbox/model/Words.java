package org.externalmodels.sandbox.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word is a run of characters that are not white space. Words are the sandbox's tokens. */
public final class Words {
    private static final Pattern WORD = Pattern.compile("\\s*\\S+(?:\\s+$)?");

    private Words() {}

    public static int count(String text) {
        return of(text).size();
    }

    /** The words with the white space around them: joined again they are the text. */
    public static List<String> of(String text) {
        Matcher matcher = WORD.matcher(text);
        return matcher.results().map(word -> word.group()).toList();
    }
}
