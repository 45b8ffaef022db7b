package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.externalmodels.connector.authentication.Masking;
import org.externalmodels.connector.cache.ResponseCache;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.connector.dialect.Served;
import org.externalmodels.connector.routing.ConnectionHealth;
import org.externalmodels.connector.routing.Trouble;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.SignOn;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * How one request passes to its model: the model that is asked, the connection on which it has its place, and what it was
 * admitted with. Whatever is sent to a model for somebody goes through one. Used by one thread at a time.
 */
final class Passage {

    private CallTarget target;
    private final Routing routing;
    private Route asked;
    private Route route;
    private ConnectionRoute connection;
    private Way way;
    private long entered;
    private boolean onItsWay;
    private Optional<List<String>> sentSecrets = Optional.empty();
    private CallAdmission.Ticket ticket = CallAdmission.Ticket.NONE;
    private volatile Served served;

    Passage(CallTarget target, Routing routing) {
        this.target = target;
        this.routing = routing;
    }

    /** Finds the model, if it may be called. From then on {@link #signedOn} knows who calls. */
    void find() {
        Optional<SignOn.Key> key = target.password().flatMap(routing.signOn()::key);
        target = key.map(target::signedOn).orElse(target);
        route = routing.find(target);
        asked = route;
        routing.admit(route);
        target = key.map(opening -> target.by(opening, route.usable())).orElse(target);
        way = new Way(route, target, routing);
    }

    /** Where a call comes from, with the application key that its caller signed on with. */
    CallOrigin signedOn(CallOrigin origin) {
        return target.origin().key().map(origin::withKey).orElse(origin);
    }

    /** The model that was asked; {@code null} before it was found. */
    Route asked() {
        return asked;
    }

    /** The model that is asked now, which may stand in for {@link #asked}. */
    Route route() {
        return route;
    }

    boolean isOfModelAsked() {
        return route.isOfSameModel(asked);
    }

    ProviderDialect dialect() {
        return route.dialect().orElseThrow();
    }

    ConnectionRoute connection() {
        return connection;
    }

    /** Where an operation goes over the connection. */
    Destination destination(Operation operation) {
        return new Destination(route.definition().structure(), connection.address(operation));
    }

    /** The name of the connection that was asked for. */
    Optional<String> wanted() {
        return target.connection();
    }

    /** The connections that the caller may use; empty if that is all of them. */
    Set<String> permitted() {
        return target.permitted();
    }

    ResponseCache cache() {
        return routing.cache();
    }

    /** As {@link Way#first}. */
    Way.Step first(Predicate<Route> takes) {
        return way.first(takes);
    }

    /** As {@link Way#next}. */
    Optional<Way.Step> next(Predicate<Route> takes) {
        return way.next(takes);
    }

    /** As {@link Way#again}, after the connection it was on. */
    Way.Step again(Predicate<Route> takes) {
        return way.again(takes, connection);
    }

    /** As {@link Way#wait}. */
    Optional<Duration> wait(InferenceException why, Predicate<Route> takes) {
        return way.wait(why, takes);
    }

    /** The request has its place on a connection. */
    void enter(Way.Step step) {
        route = step.route();
        connection = step.connection();
        entered = step.since();
        sentSecrets = Optional.empty();
        onItsWay = true;
    }

    /** The headers of a request that goes out now. Its answer may quote them whenever it comes, renewed meanwhile or not. */
    List<Header> headers(Operation operation, Payload payload) {
        List<String> before = connection.secrets();
        List<Header> headers = connection.headers(operation, payload);
        List<String> after = connection.secrets();
        // A renewal may come in between.
        sentSecrets = Optional.of(
                before.equals(after)
                        ? after
                        : Stream.concat(before.stream(), after.stream()).toList());
        return headers;
    }

    /** Of all that is secret in what went out last; if nothing did, in what would. */
    Masking masking() {
        if (connection == null) {
            return Masking.NOTHING;
        }
        return sentSecrets.map(connection::masking).orElseGet(connection::masking);
    }

    /**
     * Holds what goes over the connection against limits and budgets. May wait for a moment.
     *
     * @return why it does not go; empty if it does
     */
    Optional<CallAdmission.Refused> admit(
            CallOrigin origin, LongSupplier characters, OptionalLong maxTokens, UsageRecord.MediaUsage media) {
        CallAdmission.Decision decision = routing.admission()
                .admit(new CallAdmission.Attempt(
                        signedOn(origin),
                        route.definition().id(),
                        route.definition().name(),
                        connection.definition().id(),
                        connection.name(),
                        characters,
                        maxTokens,
                        media));
        if (decision instanceof CallAdmission.Admitted admitted) {
            ticket = admitted.ticket();
            return Optional.empty();
        }
        return Optional.of((CallAdmission.Refused) decision);
    }

    /** Whoever admitted it hears that it is over. */
    void ended(UsageRecord record, boolean another) {
        giveBack().ended(record, another);
    }

    /** As {@link #ended}, for what was no inference. */
    void endedUnused() {
        giveBack().endedUnused();
    }

    private CallAdmission.Ticket giveBack() {
        CallAdmission.Ticket held = ticket;
        ticket = CallAdmission.Ticket.NONE;
        return held;
    }

    /** The answer begins to come over the connection. */
    void begins() {
        if (onItsWay) {
            connection.health().begins(System.nanoTime());
        }
    }

    /** An answer came over the connection; its place there is given back. */
    void wentWell() {
        if (onItsWay) {
            onItsWay = false;
            connection.health().left();
            connection.health().wentWell(System.nanoTime());
        }
    }

    /**
     * No answer came over the connection; its place there is given back, and why counts for its health.
     *
     * @param since when it was tried, in {@link System#nanoTime}
     */
    void failed(InferenceException why, long since) {
        if (onItsWay) {
            onItsWay = false;
            ConnectionHealth health = connection.health();
            long now = System.nanoTime();
            Trouble trouble = Trouble.of(why, Duration.ofNanos(now - since));
            health.left();
            if (trouble == Trouble.NONE) {
                health.saidNothing(entered, now);
            } else {
                health.failed(trouble, why.code(), why.retryAfter(), now);
            }
        }
    }

    /**
     * The answer is one that came before, from the model that was asked and over the connection of then; the one that was
     * chosen now is not needed.
     */
    void comesFrom(String connectionId) {
        if (onItsWay) {
            onItsWay = false;
            connection.health().left();
            connection.health().saidNothing(entered, System.nanoTime());
        }
        route = asked;
        asked.connections().stream()
                .filter(each -> each.definition().id().equals(connectionId))
                .findFirst()
                .ifPresent(each -> connection = each);
    }

    /** Another server answered, and said who did. */
    void servedBy(Optional<Served> other) {
        served = other.orElse(null);
    }

    /** Who answered on another server; {@code null} if none did. */
    Served served() {
        return served;
    }

    /** The registered name of the model that is asked, or that answered. */
    String modelName() {
        if (served != null) {
            return served.model();
        }
        return route == null ? target.model() : route.definition().name();
    }

    /** The connection that is used; empty if there is none, or somebody else chooses it and has not said which. */
    Optional<String> connectionName() {
        if (served != null) {
            return Optional.of(served.connection());
        }
        return connection == null || connection.name().equals(Route.UNNAMED)
                ? target.connection()
                : Optional.of(connection.name());
    }

    /** As {@link Way#exhausted}. */
    InferenceException exhausted(InferenceException last, Predicate<Route> takes) {
        return way == null ? last : way.exhausted(last, takes);
    }

    /**
     * Adds who was asked to a failure, and masks what must not be seen.
     *
     * @param traceId of the call; {@code null} if it has none
     */
    InferenceException named(InferenceException bare, String traceId) {
        String model = modelName();
        Optional<String> used = connectionName();
        Masking masking = masking();
        String whom = "Model '" + model + "'"
                + used.map(name -> ", connection '" + name + "'").orElse("");
        return InferenceException.of(bare.code(), whom + ": " + masking.mask(bare.getMessage()))
                .modelName(model)
                .connectionName(used.orElse(null))
                .traceId(traceId)
                .retryAfter(bare.retryAfter().orElse(null))
                .providerStatus(
                        bare.providerStatus().isPresent()
                                ? bare.providerStatus().getAsInt()
                                : null)
                .providerBody(bare.providerBody().orElse(null))
                .cause(bare.getCause())
                .build();
    }

    UsageRecord.Target recordTarget() {
        if (route == null) {
            return new UsageRecord.Target(
                    Optional.empty(), target.model(), 0, Optional.empty(), target.connection(), Optional.empty());
        }
        ModelDefinition model = route.definition();
        return new UsageRecord.Target(
                Optional.of(model.id()),
                model.name(),
                model.revision(),
                connection == null
                        ? Optional.empty()
                        : Optional.of(connection.definition().id()),
                connection == null ? target.connection() : Optional.of(connection.name()),
                model.providerModel());
    }
}
