package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.limits.GivenLimit;
import org.externalmodels.registry.limits.LimitItem;
import org.externalmodels.registry.limits.Limits;
import org.externalmodels.registry.limits.LimitsChanged;
import org.externalmodels.registry.limits.ScopeNames;
import org.externalmodels.registry.limits.UsageLimits;
import org.externalmodels.registry.limits.UsageLimits.Kind;

/** Limits and budgets. One for an application key needs a key of that name where it is taken in: keys do not travel. */
@Dependent
public class LimitExchange implements ExchangedKind<ExchangedLimit> {

    private final EntityManager entities;
    private final ScopeNames names;
    private final AuditLog audit;
    private final Limits limits;
    private final Consumer<LimitsChanged> announce;

    @Inject
    public LimitExchange(
            EntityManager entities, ScopeNames names, AuditLog audit, Limits limits, Event<LimitsChanged> event) {
        this(entities, names, audit, limits, event::fire);
    }

    /** For use outside the container. */
    public LimitExchange(
            EntityManager entities, ScopeNames names, AuditLog audit, Limits limits, Consumer<LimitsChanged> announce) {
        this.entities = entities;
        this.names = names;
        this.audit = audit;
        this.limits = limits;
        this.announce = announce;
    }

    @Override
    public String list() {
        return "limits";
    }

    @Override
    public String word() {
        return "limit";
    }

    @Override
    public JsonArray write(SecretNames secrets) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        all(limits(Actor.SYSTEM)).filter(LimitExchange::isOfWhatIsThere).forEach(item -> list.add(limit(item)));
        return list.build();
    }

    private static Stream<LimitItem> all(UsageLimits service) {
        return Stream.of(Kind.values())
                .map(kind -> service.slice(kind, Optional.empty(), Integer.MAX_VALUE - 1, Optional.empty()))
                .map(Slice::items)
                .flatMap(List::stream);
    }

    /** What was deleted can have no limit elsewhere. */
    private static boolean isOfWhatIsThere(LimitItem item) {
        return Stream.of(item.key(), item.model(), item.connection()).noneMatch(ScopeNames.GONE::equals);
    }

    private static JsonObject limit(LimitItem item) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        JsonRecords.write(exchanged(item)).forEach((name, value) -> {
            boolean usual = name.equals("shadow") && value == JsonValue.FALSE;
            if (!usual) {
                Members.add(json, name, value);
            }
        });
        return json.build();
    }

    private static ExchangedLimit exchanged(LimitItem item) {
        return new ExchangedLimit(
                item.name(),
                item.measure(),
                item.amount(),
                item.currency(),
                item.key(),
                item.application(),
                item.model(),
                item.connection(),
                item.shadow(),
                item.enabled());
    }

    @Override
    public ExchangedLimit read(String at, JsonObject json) {
        return Members.record(at, json, ExchangedLimit.class);
    }

    @Override
    public String name(ExchangedLimit limit) {
        return limit.name();
    }

    @Override
    public Optional<List<String>> apply(Actor actor, ExchangedLimit wanted) {
        UsageLimits service = limits(actor);
        GivenLimit given = wanted.given();
        Optional<LimitItem> there = all(service)
                .filter(item -> Definition.nameKey(item.name()).equals(Definition.nameKey(given.name())))
                .findFirst();
        if (there.isEmpty()) {
            service.add(given);
            return Optional.empty();
        }
        List<String> differing = differences(exchanged(there.get()), wanted);
        if (!differing.isEmpty()) {
            service.edit(Kind.of(there.get().measure()), there.get().id(), null, given);
        }
        return Optional.of(differing);
    }

    private static List<String> differences(ExchangedLimit there, ExchangedLimit wanted) {
        JsonObject before = JsonRecords.write(there);
        JsonObject after = JsonRecords.write(wanted);
        List<String> fields = new ArrayList<>();
        before.forEach((name, value) -> {
            boolean same = name.equals("amount")
                    ? wanted.amount() != null && there.amount().compareTo(wanted.amount()) == 0
                    : Objects.equals(value, after.get(name));
            if (!same) {
                fields.add(name);
            }
        });
        return fields;
    }

    private UsageLimits limits(Actor actor) {
        return new UsageLimits(entities, names, audit, limits, announce, () -> actor);
    }
}
