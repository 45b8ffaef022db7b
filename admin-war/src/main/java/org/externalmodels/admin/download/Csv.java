package org.externalmodels.admin.download;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;

/** Comma-separated values (RFC 4180) as they are downloaded. */
public final class Csv {

    public static final String MEDIA_TYPE = "text/csv";

    /** Where JSON is what a client gets that takes anything. */
    public static final String SECOND_CHOICE = MEDIA_TYPE + ";qs=0.5";

    /** What a spreadsheet takes for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    public static void line(Writer out, List<?> cells) throws IOException {
        for (Iterator<?> cell = cells.iterator(); cell.hasNext(); ) {
            out.write(cell(cell.next()));
            out.write(cell.hasNext() ? "," : "\r\n");
        }
    }

    /** Unknown is empty. A text that would become a formula in a spreadsheet gets an apostrophe before it. */
    static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
