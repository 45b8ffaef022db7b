package org.externalmodels.registry.limits;

import java.util.ArrayList;
import java.util.List;

/** Remembers what people would have been told. */
final class RecordedNotices implements Alarms.Told {

    private final List<String> told = new ArrayList<>();

    @Override
    public void tell(Alarms.Notice notice, long used) {
        told.add(notice.bucket().rule().name() + " " + notice.percent());
    }

    List<String> told() {
        return List.copyOf(told);
    }
}
