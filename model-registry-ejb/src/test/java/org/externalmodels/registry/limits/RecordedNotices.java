package org.externalmodels.registry.limits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers what people would have been told. */
final class RecordedNotices implements Alarms.Told {

    private final List<String> told = new ArrayList<>();
    private final List<Instant> windows = new ArrayList<>();

    @Override
    public void tell(Alarms.Notice notice, long used) {
        told.add(notice.bucket().rule().name() + " " + notice.percent());
        windows.add(notice.windowStart());
    }

    List<String> told() {
        return List.copyOf(told);
    }

    List<Instant> windows() {
        return List.copyOf(windows);
    }
}
