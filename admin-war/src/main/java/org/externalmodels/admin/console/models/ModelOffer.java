package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.externalmodels.inference.Modality;
import org.externalmodels.registry.providers.ListPrice;
import org.externalmodels.registry.providers.ProviderModel;

/**
 * A model that a provider offers, as the wizard lists it. What nobody knows is empty.
 *
 * @param id the provider's name of it
 * @param displayName for people
 * @param modalities what it takes and gives, in words
 * @param contextWindow tokens it can read
 * @param price what the provider asks, {@code null} if nobody knows
 */
public record ModelOffer(String id, String displayName, String modalities, String contextWindow, ListPrice price)
        implements Serializable {

    static ModelOffer of(ProviderModel model, Choices words) {
        return new ModelOffer(
                model.id(),
                model.displayName(),
                inWords(model.modalities(), words),
                model.contextWindow() == null ? "" : String.format(Locale.ROOT, "%,d", model.contextWindow()),
                model.prices());
    }

    /** A model of which nothing but its name is known. */
    static ModelOffer unknown(String id) {
        return new ModelOffer(id, id, "", "", null);
    }

    private static String inWords(List<Modality> modalities, Choices words) {
        return modalities.stream().map(words::modality).collect(Collectors.joining(", "));
    }

    /** For a million tokens read. */
    public String inputPrice() {
        return price == null ? "" : money(price.input());
    }

    /** For a million tokens written. */
    public String outputPrice() {
        return price == null ? "" : money(price.output());
    }

    /** When the prices were taken. */
    public String priceDate() {
        return price == null ? "" : price.asOf();
    }

    private String money(BigDecimal amount) {
        return amount == null ? "" : amount.stripTrailingZeros().toPlainString() + " " + price.currency();
    }

    /** Whether the provider's name of it is another than people's. */
    public boolean isNamedOtherwise() {
        return !id.equals(displayName);
    }
}
