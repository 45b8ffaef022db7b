package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestFormTest {

    private static final String TYPE = "multipart/form-data; boundary=xx";

    private static byte[] parts(int count, String lineEnd) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < count; i++) {
            body.append("--xx" + lineEnd + "Content-Disposition: form-data; name=\"n" + i + "\"" + lineEnd + lineEnd + i
                    + lineEnd);
        }
        return body.append("--xx--").append(lineEnd).toString().getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r"})
    void hasAFewParts(String lineEnd) {
        assertThat(RequestForm.of(TYPE, parts(50, lineEnd)).text("n49")).hasValue("49");
        assertThatThrownBy(() -> RequestForm.of(TYPE, parts(51, lineEnd))).isInstanceOf(Refusal.class);
    }

    @Test
    void hasItsPartsCountedBeforeTheyAreRead() {
        assertRefusedUnread(parts(100_000, "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\r\n", "a:\n", "a:\r", "a:\r\r\n"})
    void hasPartsWithShortHeads(String line) {
        assertRefusedUnread(
                ("--xx\r\n" + line.repeat(1_000_000) + "\r\n\r\n--xx--").getBytes(StandardCharsets.US_ASCII));
    }

    /** What is read takes many times the bytes of the body. */
    private static void assertRefusedUnread(byte[] body) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> RequestForm.of(TYPE, body)).isInstanceOf(Refusal.class);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(body.length);
    }

    @Test
    void whatOnlyLooksLikeAPartIsNone() {
        byte[] body = ("--xx\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + "a --xx b ".repeat(100)
                        + "\r\n--xx--")
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(RequestForm.of(TYPE, body).requiredText("text")).hasSize(900);
    }
}
