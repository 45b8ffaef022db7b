package org.externalmodels.inference.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a call comes from.
 *
 * @param source the way in
 * @param application the application's name, the application key's name, the workflow's
 * @param component the module or bean in it
 * @param caller the name of the principal on whose behalf it is made
 * @param key the name of the application key it is made with, over HTTP or by signing on to a connection factory
 */
public record CallOrigin(
        Source source,
        Optional<String> application,
        Optional<String> component,
        Optional<String> caller,
        Optional<String> key) {

    /** An application of which nothing is known. */
    public static final CallOrigin APPLICATION =
            new CallOrigin(Source.APPLICATION, Optional.empty(), Optional.empty(), Optional.empty());

    public CallOrigin {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(key, "key");
    }

    /** Over HTTP the application is the one that has the key. */
    public CallOrigin(
            Source source, Optional<String> application, Optional<String> component, Optional<String> caller) {
        this(source, application, component, caller, source == Source.HTTP_KEY ? application : Optional.empty());
    }

    /** The same, made with an application key. */
    public CallOrigin withKey(String name) {
        return new CallOrigin(source, application, component, caller, Optional.of(name));
    }

    /** The same, on behalf of a principal. */
    public CallOrigin withCaller(String name) {
        return new CallOrigin(source, application, component, Optional.of(name), key);
    }

    /** The ways in. */
    public enum Source {
        APPLICATION("application"),
        PLAYGROUND("playground"),
        WORKFLOW("workflow"),
        HTTP_KEY("http-key");

        private final String wireName;

        Source(String wireName) {
            this.wireName = wireName;
        }

        /** The name used in traces. */
        public String wireName() {
            return wireName;
        }
    }
}
