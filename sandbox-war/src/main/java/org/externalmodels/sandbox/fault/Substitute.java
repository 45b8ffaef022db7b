package org.externalmodels.sandbox.fault;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.externalmodels.sandbox.wire.Answer;

/** What stands in the body's place, or is said of it. */
enum Substitute {
    NONE {
        @Override
        Answer in(Answer answer) {
            return answer;
        }
    },
    HTML {
        @Override
        Answer in(Answer answer) {
            String page = "<!DOCTYPE html>\n<html><head><title>" + answer.status() + "</title></head>" + "<body><h1>"
                    + answer.status() + "</h1><hr><p>sandbox proxy</p></body></html>\n";
            return answer.withBody(page.getBytes(StandardCharsets.UTF_8))
                    .with("Content-Type", "text/html; charset=utf-8");
        }
    },
    /** The head promises what the client expects, the bytes are noise, the same each time. */
    GARBAGE {
        @Override
        Answer in(Answer answer) {
            byte[] noise = new byte[256];
            new Random(noise.length).nextBytes(noise);
            return answer.withBody(noise);
        }
    },
    /** The body is what it should be, and is said to be something else. */
    PLAIN {
        @Override
        Answer in(Answer answer) {
            return answer.with("Content-Type", "text/plain; charset=utf-8");
        }
    },
    EMPTY {
        @Override
        Answer in(Answer answer) {
            return answer.withBody(new byte[0]);
        }
    };

    abstract Answer in(Answer answer);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
