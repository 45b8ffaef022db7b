package org.externalmodels.connector.submission;

import java.util.List;

/** Nobody wants to hear what became of transactions. */
final class UnheardOutcomes implements Branches.Outcomes {
    @Override
    public void submitted(List<Entry> entries) {}

    @Override
    public void delivered(List<String> ids) {}

    @Override
    public void notDelivered(List<String> ids) {}
}
