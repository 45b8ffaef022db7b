package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.billing.PriceChanged;
import org.externalmodels.registry.billing.PriceGiven;
import org.externalmodels.registry.billing.PriceItem;
import org.externalmodels.registry.billing.PriceList;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Models;

/** Prices of models that are there. */
@Dependent
public class PriceExchange implements ExchangedKind<ExchangedPrice> {

    private static final Set<String> KEPT_HERE = Set.of("id", "modelId", "changedBy", "changedOn", "version");

    private final EntityManager entities;
    private final Models models;
    private final AuditLog audit;
    private final Consumer<PriceChanged> announce;

    @Inject
    public PriceExchange(EntityManager entities, Models models, AuditLog audit, Event<PriceChanged> event) {
        this(entities, models, audit, (Consumer<PriceChanged>) event::fire);
    }

    /** For use outside the container. */
    public PriceExchange(EntityManager entities, Models models, AuditLog audit, Consumer<PriceChanged> announce) {
        this.entities = entities;
        this.models = models;
        this.audit = audit;
        this.announce = announce;
    }

    @Override
    public String list() {
        return "prices";
    }

    @Override
    public String word() {
        return "price";
    }

    @Override
    public JsonArray write(SecretNames secrets) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        entities.createQuery(
                        "select p.id, m.name from Price p, Model m where p.modelId = m.id"
                                + " order by m.nameKey, p.connectionName, p.effectiveFrom",
                        Object[].class)
                .getResultList()
                .forEach(row -> list.add(price(prices(Actor.SYSTEM).find((String) row[0]), (String) row[1])));
        return list.build();
    }

    private static JsonObject price(PriceItem item, String model) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        JsonRecords.write(item).forEach((name, value) -> {
            if (!KEPT_HERE.contains(name)) {
                Members.add(json, name, name.equals("model") ? Json.createValue(model) : value);
            }
        });
        return json.build();
    }

    @Override
    public ExchangedPrice read(String at, JsonObject json) {
        return Members.record(at, json, ExchangedPrice.class);
    }

    @Override
    public String name(ExchangedPrice price) {
        return price.model() + (price.connection() == null ? "" : "/" + price.connection()) + " from "
                + price.effectiveFrom();
    }

    @Override
    public Optional<List<String>> apply(Actor actor, ExchangedPrice wanted) {
        PriceGiven given = wanted.given();
        Optional<PriceItem> there = there(given);
        if (there.isEmpty()) {
            prices(actor).add(given);
            return Optional.empty();
        }
        List<String> differing = differences(there.get(), given);
        if (!differing.isEmpty()) {
            prices(actor).edit(there.get().id(), null, given.effectiveFrom(), given.currency(), given.rates());
        }
        return Optional.of(differing);
    }

    private Optional<PriceItem> there(PriceGiven given) {
        return models.named(given.model()).stream()
                .flatMap(
                        model -> entities.createQuery("select p.id from Price p where p.modelId = :model", String.class)
                                .setParameter("model", model.id())
                                .getResultStream())
                .map(id -> prices(Actor.SYSTEM).find(id))
                .filter(item -> item.effectiveFrom().equals(given.effectiveFrom())
                        && Definition.nameKey(Objects.requireNonNullElse(item.connection(), ""))
                                .equals(Definition.nameKey(given.connection().orElse(""))))
                .findFirst();
    }

    private static List<String> differences(PriceItem there, PriceGiven given) {
        JsonObject before = JsonRecords.write(there);
        JsonObject after = JsonRecords.builder(given.rates())
                .add("currency", given.currency())
                .build();
        List<String> fields = new ArrayList<>();
        after.forEach((name, value) -> {
            if (!isSame(before.get(name), value)) {
                fields.add(name);
            }
        });
        return fields;
    }

    /** 2.50 is 2.5. */
    private static boolean isSame(JsonValue one, JsonValue other) {
        if (one instanceof JsonNumber first && other instanceof JsonNumber second) {
            return first.bigDecimalValue().compareTo(second.bigDecimalValue()) == 0;
        }
        return one.equals(other);
    }

    private PriceList prices(Actor actor) {
        return new PriceList(entities, models, audit, announce, () -> actor);
    }
}
