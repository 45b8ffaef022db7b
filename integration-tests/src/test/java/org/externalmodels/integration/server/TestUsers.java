package org.externalmodels.integration.server;

import java.util.Map;
import java.util.TreeMap;

/** The users of {@code users.xml} for servers that do not read it: who is in which group, with the name and a suffix as password. */
final class TestUsers {

    static final Map<String, String> GROUPS = new TreeMap<>(Map.of(
            "admin", "admin",
            "edith", "editor",
            "vera", "viewer",
            "otto", "auditor",
            "carl", "caller",
            "rolf", ""));

    private TestUsers() {}

    static String password(String user) {
        return user + "-of-this-test";
    }
}
