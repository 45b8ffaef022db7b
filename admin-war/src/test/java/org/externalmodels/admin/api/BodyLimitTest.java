package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BodyLimitTest {

    @Test
    void aBodyOfTheGreatestLengthIsReadWhole() throws IOException {
        assertThat(BodyLimit.limited(body(BodyLimit.LONGEST)).readAllBytes()).hasSize(BodyLimit.LONGEST);
    }

    @Test
    void aLongerOneIsRefusedThoughItDidNotSayHowLongItIs() {
        ApiException refused =
                catchThrowableOfType(ApiException.class, () -> BodyLimit.limited(body(BodyLimit.LONGEST + 1)));

        assertThat(refused.problem().status()).isEqualTo(413);
    }

    @Test
    void noMoreOfAnEndlessOneIsReadThanTellsThatItIsTooLong() {
        InputStream endless = new InputStream() {
            private long read;

            @Override
            public int read() {
                return read(new byte[1], 0, 1) < 0 ? -1 : 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                read += length;
                if (read > BodyLimit.LONGEST + 1) {
                    throw new IllegalStateException("read on");
                }
                return length;
            }
        };

        ApiException refused = catchThrowableOfType(ApiException.class, () -> BodyLimit.limited(endless));

        assertThat(refused.problem().status()).isEqualTo(413);
    }

    private static InputStream body(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }
}
