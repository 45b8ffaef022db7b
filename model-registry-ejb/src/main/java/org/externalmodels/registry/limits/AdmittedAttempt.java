package org.externalmodels.registry.limits;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.UsageRecord;

/** What was taken for an attempt, put right with what it used. */
final class AdmittedAttempt implements CallAdmission.Ticket {

    private final LimitAdmission admission;
    private final CallAdmission.Attempt attempt;
    private final TokenUsage estimated;
    private final Instant since;
    private final List<Taken> taken;
    private final AtomicBoolean over = new AtomicBoolean();

    AdmittedAttempt(
            LimitAdmission admission,
            CallAdmission.Attempt attempt,
            TokenUsage estimated,
            Instant since,
            List<Taken> taken) {
        this.admission = admission;
        this.attempt = attempt;
        this.estimated = estimated;
        this.since = since;
        this.taken = List.copyOf(taken);
    }

    @Override
    public void ended(UsageRecord record, boolean another) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        boolean charged = Estimates.isCharged(record);
        // A budget that counts unknown tokens as nothing is none.
        TokenUsage tokens = Estimates.completed(record.usage(), estimated);
        for (Taken part : taken) {
            LimitRule rule = part.bucket().rule();
            long used = switch (rule.measure()) {
                case CALLS_IN_FLIGHT -> 0;
                // The next attempt of the call takes its own.
                case REQUESTS_PER_MINUTE -> another ? 0 : part.units();
                case TOKENS_PER_MINUTE -> charged ? Estimates.tokens(tokens) : 0;
                case MONEY_PER_DAY, MONEY_PER_MONTH ->
                    charged ? admission.cost(attempt, Estimates.quantities(tokens, attempt, record), rule, since) : 0;
            };
            admission.settle(part, used);
        }
        if (record.outcome().status() == UsageRecord.Status.COMPLETE && !record.fromCache()) {
            admission.heard(attempt, record.usage());
        }
    }

    @Override
    public void endedUnused() {
        if (over.compareAndSet(false, true)) {
            for (Taken part : taken) {
                boolean request = part.bucket().rule().measure() == Measure.REQUESTS_PER_MINUTE;
                admission.settle(part, request ? part.units() : 0);
            }
        }
    }
}
