package org.externalmodels.connector.engine;

import java.net.URI;
import java.util.Objects;
import org.externalmodels.inference.spi.Secret;

/**
 * Another server of External Models, which has the models and the keys of their providers.
 *
 * @param api the address that OpenAI's clients take for their base: it ends with {@code /v1}
 * @param key an application key of that server's
 */
public record Gateway(URI api, Secret key) {

    private static final String PATH = "/v1";

    /** What application keys begin with, wherever they are made. */
    private static final String KEYS = "emk-";

    public Gateway {
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(key, "key");
    }

    /** How failures name it: its host, and its port if that is told. */
    String host() {
        return api.getRawAuthority();
    }

    /** The key that a call goes out with: the password with which its caller signed on, if that looks like one. */
    Secret keyOf(CallTarget target) {
        return target.password().filter(Gateway::isKey).orElse(key);
    }

    static boolean isKey(Secret password) {
        return password.reveal().startsWith(KEYS);
    }

    /**
     * The gateway at an address, with or without {@code /v1}.
     *
     * @throws IllegalArgumentException if it is no address of a server; the message says what is one
     */
    public static Gateway at(String address, Secret key) {
        String text = address.strip().replaceAll("/+$", "");
        URI api = URI.create(text.endsWith(PATH) ? text : text + PATH);
        if (!RouteCompiler.isAddress(api) || api.getRawQuery() != null || api.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "it must be http:// or https:// with a host, such as https://models.example.com:9443");
        }
        return new Gateway(api, key);
    }
}
