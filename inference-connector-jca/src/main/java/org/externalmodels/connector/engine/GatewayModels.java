package org.externalmodels.connector.engine;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
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
    private final ConcurrentMap<Asked, Route> routes = new ConcurrentHashMap<>();

    GatewayModels(Gateway gateway, Authenticators authenticators) {
        this.gateway = gateway;
        this.authenticators = authenticators;
    }

    private record Asked(String target, Secret key) {}

    @Override
    public Route find(String model, Optional<String> connection) {
        return find(model, connection, gateway.key());
    }

    @Override
    public Route find(CallTarget target) {
        return find(target.model(), target.connection(), gateway.keyOf(target));
    }

    private Route find(String model, Optional<String> connection, Secret key) {
        if (model.isBlank() || model.codePointCount(0, model.length()) > LONGEST_NAME) {
            throw new InferenceException(FailureCode.MODEL_NOT_FOUND, "no model has such a name");
        }
        String target = connection.map(name -> model + "/" + name).orElse(model);
        if (routes.size() >= MOST) {
            routes.clear();
        }
        return routes.computeIfAbsent(
                new Asked(target, key), asked -> route(model, connection.orElse(Route.UNNAMED), asked));
    }

    private Route route(String model, String connection, Asked asked) {
        var definition = new ModelDefinition(
                "gateway",
                model,
                1,
                ModelDefinition.Status.ACTIVE,
                true,
                ProviderStructure.OPENAI_CHAT,
                Optional.of(gateway.api()),
                Optional.of(asked.target()),
                List.of(),
                Optional.empty(),
                EnumSet.allOf(Feature.class),
                EnumSet.allOf(Modality.class),
                Timeouts.NONE,
                BodyCapture.OFF,
                List.of(new ConnectionDefinition(
                        "gateway", connection, true, Optional.empty(), new Authentication.Bearer(asked.key()))));
        return RouteCompiler.compile(definition, authenticators, book)
                .movedTo(new GatewayFormat(gateway.host(), asked.target()));
    }

    /**
     * Refuses a submission that is to be sent with its caller's own key, which would have to be kept on the disk until then.
     *
     * @throws InferenceException {@code AUTHENTICATION_FAILED} if the caller signed on with one
     */
    static void refuseOwnKey(CallTarget target) {
        if (target.password().filter(Gateway::isKey).isPresent()) {
            throw InferenceException.of(
                            FailureCode.AUTHENTICATION_FAILED,
                            "Model '" + target.model() + "': the caller signs on with an application key, which is not"
                                    + " kept with a submission: this server sends them with the key of the gateway. Submit"
                                    + " without it, or call the model.")
                    .modelName(target.model())
                    .build();
        }
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

    /** What to ask the gateway about the model of a call. */
    ProviderQuestion about(CallTarget target) {
        String name = URLEncoder.encode(target.model(), StandardCharsets.UTF_8).replace("+", "%20");
        return ProviderQuestion.get(
                new Authentication.Bearer(gateway.keyOf(target)),
                URI.create(gateway.api() + "/models/" + name + "?details=true"));
    }

    /** {@link GatewayAnswer#limit}. */
    Duration limit(CallTarget target, ProviderAnswer answer, Throwable failure) {
        return GatewayAnswer.limit(gateway, target, answer, failure);
    }

    /** What the gateway answered about the model of a call. */
    ModelMetaData metaData(CallTarget target, ProviderAnswer answer) {
        return GatewayAnswer.metaData(gateway, target.model(), answer);
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
