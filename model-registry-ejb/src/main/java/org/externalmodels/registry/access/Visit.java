package org.externalmodels.registry.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Where the request at hand comes from. Filled at the door; empty for what the product does by itself. */
@RequestScoped
public class Visit {

    private static final int LONGEST_ADDRESS = 100;
    private static final int LONGEST_ID = 64;

    private String remoteAddress;
    private String requestId;

    /** Notes the visitor's address and the request's id. */
    public void from(String address, String id) {
        remoteAddress = cut(address, LONGEST_ADDRESS);
        requestId = cut(id, LONGEST_ID);
    }

    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    public Optional<String> remoteAddress() {
        return Optional.ofNullable(remoteAddress);
    }

    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
