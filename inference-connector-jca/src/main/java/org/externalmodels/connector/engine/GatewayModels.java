package org.externalmodels.connector.engine;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.externalmodels.connector.authentication.Authenticators;
import org.externalmodels.connector.cache.ResponseCache;
import org.externalmodels.connector.dialect.GatewayFormat;
import org.externalmodels.connector.routing.HealthBook;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Timeouts;

/**
 * Leads every call to the {@link Gateway}. Which models and connections there are, who may call them and what may be asked
 * of them is decided there, once; here they are names. Shared by threads.
 */
final class GatewayModels implements Routing {

    /** Nobody has so many models; an application that makes names up shall not fill the memory. */
    private static final int MOST = 10_000;

    private static final int LONGEST_NAME = 100;

    private final Gateway gateway;
    private final Authenticators authenticators;
    private final HealthBook book = new HealthBook();
    private final ConcurrentMap<String, Route> routes = new ConcurrentHashMap<>();

    GatewayModels(Gateway gateway, Authenticators authenticators) {
        this.gateway = gateway;
        this.authenticators = authenticators;
    }

    @Override
    public Route find(String model, Optional<String> connection) {
        if (model.isBlank() || model.codePointCount(0, model.length()) > LONGEST_NAME) {
            throw new InferenceException(FailureCode.MODEL_NOT_FOUND, "no model has such a name");
        }
        String target = connection.map(name -> model + "/" + name).orElse(model);
        if (routes.size() >= MOST) {
            routes.clear();
        }
        return routes.computeIfAbsent(target, unknown -> route(model, connection.orElse(Route.UNNAMED), target));
    }

    private Route route(String model, String connection, String target) {
        var definition = new ModelDefinition(
                "gateway",
                model,
                1,
                ModelDefinition.Status.ACTIVE,
                true,
                ProviderStructure.OPENAI_CHAT,
                Optional.of(gateway.api()),
                Optional.of(target),
                List.of(),
                Optional.empty(),
                EnumSet.allOf(Feature.class),
                EnumSet.allOf(Modality.class),
                Timeouts.NONE,
                BodyCapture.OFF,
                List.of(new ConnectionDefinition("gateway", connection, true, Optional.empty(), authentication())));
        return RouteCompiler.compile(definition, authenticators, book).elsewhere(new GatewayFormat(target));
    }

    private Authentication authentication() {
        return new Authentication.Bearer(gateway.key());
    }

    /** Whether a call failed because the gateway is not there, and not by what it answered. */
    static boolean isAway(InferenceException failure) {
        Throwable cause = failure.getCause();
        while (cause instanceof InferenceException copied) {
            cause = copied.getCause();
        }
        return cause instanceof TransportFailure why
                && (why.kind() == TransportFailure.Kind.CONNECT_TIMEOUT
                        || (failure.code() == FailureCode.PROVIDER_UNREACHABLE
                                && why.kind() != TransportFailure.Kind.NOT_ALLOWED));
    }

    /** What to ask the gateway about a model. */
    ProviderQuestion about(String model) {
        String name = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        return ProviderQuestion.get(authentication(), URI.create(gateway.api() + "/models/" + name + "?details=true"));
    }

    /** Another model answers there, if one may. */
    @Override
    public Optional<Route> standIn(String model) {
        return Optional.empty();
    }

    /** The server that has the models keeps their answers. */
    @Override
    public ResponseCache cache() {
        return ResponseCache.NONE;
    }

    @Override
    public CallAdmission admission() {
        return CallAdmission.ALL;
    }

    @Override
    public void admit(Route route) {
        // The gateway does.
    }
}
