package org.externalmodels.admin.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @Test
    void unknownIsEmptyAndNumbersArePlain() throws IOException {
        assertThat(line("a", null, 0, new BigDecimal("1E-9"), -5L)).isEqualTo("a,,0,0.000000001,-5\r\n");
    }

    @Test
    void textsWithSeparatorsAreQuoted() throws IOException {
        assertThat(line("a,b", "say \"x\"", "two\nlines")).isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void noTextBecomesAFormula(String text) throws IOException {
        assertThat(line(text)).startsWith("'" + text);
    }

    private static String line(Object... cells) throws IOException {
        StringWriter out = new StringWriter();
        Csv.line(out, Arrays.asList(cells));
        return out.toString();
    }
}
