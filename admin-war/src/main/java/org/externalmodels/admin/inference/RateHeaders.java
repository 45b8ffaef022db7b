package org.externalmodels.admin.inference;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.registry.limits.Measure;
import org.externalmodels.registry.limits.Standing;

/** Headers that tell a caller where it stands with its limits, as each family of clients reads them. */
final class RateHeaders {

    private RateHeaders() {}

    /** Knows where callers stand. */
    interface Rates {
        List<Standing> of(CallOrigin origin, String model);
    }

    static void write(HttpServletResponse response, ErrorShape family, List<Standing> standings) {
        Instant now = Instant.now();
        for (Standing standing : standings) {
            String what = standing.measure() == Measure.REQUESTS_PER_MINUTE ? "requests" : "tokens";
            if (family == ErrorShape.ANTHROPIC) {
                String begin = "anthropic-ratelimit-" + what + "-";
                response.setHeader(begin + "limit", String.valueOf(standing.limit()));
                response.setHeader(begin + "remaining", String.valueOf(standing.remaining()));
                response.setHeader(
                        begin + "reset",
                        standing.resetAt().truncatedTo(ChronoUnit.SECONDS).toString());
            } else {
                response.setHeader("x-ratelimit-limit-" + what, String.valueOf(standing.limit()));
                response.setHeader("x-ratelimit-remaining-" + what, String.valueOf(standing.remaining()));
                response.setHeader("x-ratelimit-reset-" + what, reset(Duration.between(now, standing.resetAt())));
            }
        }
    }

    /** Such as "12s", rounded up. */
    private static String reset(Duration until) {
        return Math.max(0, (until.toMillis() + 999) / 1_000) + "s";
    }
}
