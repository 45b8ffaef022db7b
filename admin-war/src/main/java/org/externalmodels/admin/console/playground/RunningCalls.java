package org.externalmodels.admin.console.playground;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of playgrounds under way on this server, so that each can be stopped by who made it. */
@ApplicationScoped
public class RunningCalls {

    private final Map<Key, StreamedCall> calls = new ConcurrentHashMap<>();

    void add(String owner, String id, StreamedCall call) {
        calls.put(new Key(owner, id), call);
    }

    void remove(String owner, String id) {
        calls.remove(new Key(owner, id));
    }

    void stop(String owner, String id) {
        StreamedCall call = id == null ? null : calls.get(new Key(owner, id));
        if (call != null) {
            call.stop();
        }
    }

    private record Key(String owner, String id) {}
}
