package org.externalmodels.connector.submission;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Says what the server has to do for transactions that were prepared when it ended, and whether it does. Nobody tells an
 * adapter whether its server recovers transactions; some do only when they are told to, and some leave out what applications
 * define.
 */
final class Recovery {

    private static final System.Logger LOG = System.getLogger(Recovery.class.getName());

    /** Servers recover at their start, or every few minutes. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Branches branches;
    private final List<BranchId> left;

    private Recovery(Branches branches, Collection<Ledger.InDoubt> left) {
        this.branches = branches;
        this.left = left.stream().map(Ledger.InDoubt::branch).toList();
    }

    /**
     * Says so at the start, and once more if they are not settled in time.
     *
     * @param left what the run before has prepared
     * @param later does something after a while
     */
    static void watch(Branches branches, Collection<Ledger.InDoubt> left, BiConsumer<Duration, Runnable> later) {
        if (left.isEmpty()) {
            return;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} transactions with submissions or deliveries were prepared when this server ended; they are settled when"
                        + " the server recovers its transactions, and never if it is not set up to (docs/other-servers.md)",
                left.size());
        Recovery recovery = new Recovery(branches, left);
        later.accept(PATIENCE, recovery::warn);
    }

    private void warn() {
        long unsettled =
                left.stream().filter(branch -> !branches.isSettled(branch)).count();
        if (unsettled > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    branches.areRecovered()
                            ? "{0} transactions that were prepared when this server ended are not settled yet: it has asked"
                                    + " for them, and has not said what becomes of them"
                            : "{0} transactions that were prepared when this server ended are not settled, and it has not"
                                    + " asked for them since its start: its recovery is off, or leaves this adapter out"
                                    + " (docs/other-servers.md)",
                    unsettled);
        }
    }
}
