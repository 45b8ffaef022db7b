package org.externalmodels.admin.console.billing;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.externalmodels.admin.console.AddressedForm;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.Differences;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.billing.PriceGiven;
import org.externalmodels.registry.billing.PriceItem;
import org.externalmodels.registry.billing.PriceList;
import org.externalmodels.registry.billing.Rates;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelSummary;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Sets a price from a time on, or changes one. */
@Named
@ViewScoped
public class EditPrice implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int SUGGESTIONS = 500;

    @Inject
    private PriceList prices;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private SignedInUser user;

    @Inject
    private Wording wording;

    private String id;
    private Long version;
    private String model;
    private String connection;
    private String effectiveFrom;
    private Instant storedFrom;
    private String currency = "USD";
    private final Map<String, String> rates = new HashMap<>();
    private Problems problems = Problems.NONE;
    private Conflict conflict;

    public void load() {
        if (!user.isAdmin()) {
            Faces.responseSendError(HttpServletResponse.SC_FORBIDDEN, "Prices are set by administrators");
            return;
        }
        if (id == null) {
            begin();
        } else {
            PriceItem price = prices.find(id);
            version = price.version();
            model = price.model();
            connection = price.connection();
            storedFrom = price.effectiveFrom();
            effectiveFrom = wording.input(storedFrom);
            currency = price.currency();
            for (RateField field : RateField.values()) {
                rates.put(field.getName(), field.of(price));
            }
        }
    }

    /** As far as the address says what the price is for. */
    private void begin() {
        String from = Typed.orNull(Faces.getRequestParameter("from"));
        model = Faces.getRequestParameter("model");
        effectiveFrom = from != null ? from : wording.input(Instant.now().truncatedTo(ChronoUnit.MINUTES));
    }

    /** Takes what the address names, should this bean have been made anew since. */
    public void keepToAddress() {
        AddressedForm.missed(id).ifPresent(named -> {
            id = named;
            load();
        });
    }

    public void save() {
        conflict = null;
        problems = Attempt.at(() -> {
            Rates asked = rates();
            Instant from = from();
            String unit = currency == null ? "" : currency.strip().toUpperCase(Locale.ROOT);
            if (id == null) {
                prices.add(given(from, unit, asked));
            } else {
                given(from, unit, asked);
                prices.edit(id, version, from, unit, asked);
            }
        });
        if (problems.stale()) {
            conflict = differenceFrom(prices.find(id));
        } else if (!problems.any()) {
            Notices.done("The price of " + name() + " is saved. It holds for calls from "
                    + effectiveFrom.replace('T', ' ') + " on that are stored from now on.");
            leave();
        }
    }

    private Conflict differenceFrom(PriceItem stored) {
        Differences differences = new Differences()
                .with("effectiveFrom", wording.input(stored.effectiveFrom()), effectiveFrom)
                .with("currency", stored.currency(), currency);
        for (RateField field : RateField.values()) {
            differences.with(field.getName(), field.of(stored), rates.get(field.getName()));
        }
        return differences.storedBy(stored.changedBy(), stored.changedOn(), stored.version());
    }

    /** Saves over what somebody else saved, which the user has seen. */
    public void overwrite() {
        version = conflict.version();
        save();
    }

    public void delete() {
        conflict = null;
        problems = Attempt.at(() -> prices.delete(id, version));
        if (!problems.any()) {
            Notices.done("The price of " + name() + " is deleted. What was charged by it stays.");
            leave();
        }
    }

    private static void leave() {
        Notices.keepForNextPage();
        Faces.redirect(Faces.getRequestContextPath() + "/billing/prices");
    }

    private PriceGiven given(Instant from, String unit, Rates asked) {
        if (model == null || model.isBlank()) {
            throw RegistryException.invalid("model", "must be the name of a model");
        }
        try {
            return new PriceGiven(model.strip(), Typed.text(connection), from, unit, asked);
        } catch (IllegalArgumentException wrong) {
            throw refusal(wrong);
        }
    }

    /** What the field has no digits for stays as it is. */
    private Instant from() {
        if (storedFrom != null && wording.input(storedFrom).equals(effectiveFrom)) {
            return storedFrom;
        }
        try {
            return LocalDateTime.parse(effectiveFrom == null ? "" : effectiveFrom.strip())
                    .atZone(wording.zone())
                    .toInstant();
        } catch (DateTimeParseException wrong) {
            throw RegistryException.invalid("effectiveFrom", "must be a date and a time");
        }
    }

    private Rates rates() {
        Map<RateField, BigDecimal> values = new HashMap<>();
        for (RateField field : RateField.values()) {
            String text = rates.get(field.getName());
            if (text != null && !text.isBlank()) {
                values.put(field, number(field, text.strip()));
            }
        }
        try {
            return new Rates(
                    values.get(RateField.INPUT),
                    values.get(RateField.OUTPUT),
                    values.get(RateField.CACHED_READ),
                    values.get(RateField.CACHE_WRITE),
                    values.get(RateField.REASONING),
                    values.get(RateField.IMAGE),
                    values.get(RateField.AUDIO_MINUTE),
                    values.get(RateField.REQUEST));
        } catch (IllegalArgumentException wrong) {
            throw refusal(wrong);
        }
    }

    /** No exponents: a short text may stand for a number of a billion digits. */
    private static BigDecimal number(RateField field, String text) {
        if (!text.matches("-?\\d{1,20}(\\.\\d{1,20})?")) {
            throw RegistryException.invalid(
                    field.getName(), "must be a number such as 2.50, with a point and no comma");
        }
        return new BigDecimal(text);
    }

    /** The sentence begins with the field that it is about, if it is about one. */
    private static RegistryException refusal(IllegalArgumentException wrong) {
        String message = wrong.getMessage();
        String first = message.substring(0, Math.max(message.indexOf(' '), 0));
        boolean field = first.equals("currency")
                || List.of(RateField.values()).stream()
                        .anyMatch(rate -> rate.getName().equals(first));
        return field
                ? RegistryException.invalid(first, message.substring(first.length() + 1))
                : RegistryException.invalid("rates", message);
    }

    private String name() {
        return model + (connection == null || connection.isBlank() ? "" : "/" + connection);
    }

    public boolean isAdding() {
        return id == null;
    }

    public RateField[] getFields() {
        return RateField.values();
    }

    /** Names to suggest. */
    public List<String> getModels() {
        return catalog.list(ModelFilter.ALL, ModelOrder.BY_NAME, 0, SUGGESTIONS).stream()
                .map(ModelSummary::name)
                .toList();
    }

    public Problems getProblems() {
        return problems;
    }

    public Conflict getConflict() {
        return conflict;
    }

    public Map<String, String> getRates() {
        return rates;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String connection) {
        this.connection = connection;
    }

    public String getEffectiveFrom() {
        return effectiveFrom;
    }

    public void setEffectiveFrom(String effectiveFrom) {
        this.effectiveFrom = effectiveFrom;
    }

    public String getCurrency() {
        return currency;
    }

    public void setCurrency(String currency) {
        this.currency = currency;
    }
}
