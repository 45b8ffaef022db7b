package org.externalmodels.admin.console.limits;

import java.io.Serializable;
import java.math.BigDecimal;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.Differences;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.limits.GivenLimit;
import org.externalmodels.registry.limits.LimitItem;
import org.externalmodels.registry.limits.Measure;

/** A limit or a budget as it is typed. */
public class LimitForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name = "";
    private Measure measure;
    private String amount = "";
    private String currency = "";
    private String key = "";
    private String application = "";
    private String model = "";
    private String connection = "";
    private boolean shadow;
    private boolean enabled = true;

    LimitForm(boolean budget) {
        measure = budget ? Measure.MONEY_PER_MONTH : Measure.REQUESTS_PER_MINUTE;
        currency = budget ? "USD" : "";
    }

    static LimitForm of(LimitItem item) {
        LimitForm form = new LimitForm(item.measure().isMoney());
        form.name = item.name();
        form.measure = item.measure();
        form.amount = item.amount().toPlainString();
        form.currency = text(item.currency());
        form.key = text(item.key());
        form.application = text(item.application());
        form.model = text(item.model());
        form.connection = text(item.connection());
        form.shadow = item.shadow();
        form.enabled = item.enabled();
        return form;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    /**
     * What is typed.
     *
     * @throws RegistryException with the fields that are wrong
     */
    GivenLimit given() {
        return new GivenLimit(
                name,
                measure,
                number(),
                Typed.text(currency),
                Typed.text(key),
                Typed.text(application),
                Typed.text(model),
                Typed.text(connection),
                shadow,
                enabled);
    }

    /** How it differs from what somebody else made of it meanwhile. */
    Conflict differenceFrom(LimitItem stored) {
        LimitForm theirs = of(stored);
        return new Differences()
                .with("name", theirs.name, name)
                .with("measure", theirs.measure.wireName(), measure.wireName())
                .with("amount", theirs.amount, amount)
                .with("currency", theirs.currency, currency)
                .with("key", theirs.key, key)
                .with("application", theirs.application, application)
                .with("model", theirs.model, model)
                .with("connection", theirs.connection, connection)
                .with("enabled", theirs.enabled, enabled)
                .with("shadow", theirs.shadow, shadow)
                .storedBy(stored.changedBy(), stored.changedOn(), stored.version());
    }

    private BigDecimal number() {
        try {
            return Typed.text(amount).map(BigDecimal::new).orElse(null);
        } catch (NumberFormatException notOne) {
            throw RegistryException.invalid("amount", "must be a number, such as 100 or 2.50");
        }
    }

    public boolean isMoney() {
        return measure.isMoney();
    }

    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }

    public Measure getMeasure() {
        return measure;
    }

    /** A choice that is not sent stays as it was. */
    public void setMeasure(Measure value) {
        measure = value == null ? measure : value;
    }

    public String getAmount() {
        return amount;
    }

    public void setAmount(String value) {
        amount = value;
    }

    public String getCurrency() {
        return currency;
    }

    public void setCurrency(String value) {
        currency = value;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String value) {
        key = value;
    }

    public String getApplication() {
        return application;
    }

    public void setApplication(String value) {
        application = value;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String value) {
        model = value;
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String value) {
        connection = value;
    }

    public boolean isShadow() {
        return shadow;
    }

    public void setShadow(boolean value) {
        shadow = value;
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void setEnabled(boolean value) {
        enabled = value;
    }
}
