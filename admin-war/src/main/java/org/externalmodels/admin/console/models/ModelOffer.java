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
 * @param inputPrice for a million tokens read
 * @param outputPrice for a million tokens written
 * @param priceDate when the prices were taken
 */
public record ModelOffer(
        String id,
        String displayName,
        String modalities,
        String contextWindow,
        String inputPrice,
        String outputPrice,
        String priceDate)
        implements Serializable {

    static ModelOffer of(ProviderModel model, Choices words) {
        ListPrice price = model.prices();
        return new ModelOffer(
                model.id(),
                model.displayName(),
                inWords(model.modalities(), words),
                model.contextWindow() == null ? "" : String.format(Locale.ROOT, "%,d", model.contextWindow()),
                price == null ? "" : money(price.input(), price.currency()),
                price == null ? "" : money(price.output(), price.currency()),
                price == null ? "" : price.asOf());
    }

    private static String inWords(List<Modality> modalities, Choices words) {
        return modalities.stream().map(words::modality).collect(Collectors.joining(", "));
    }

    private static String money(BigDecimal amount, String currency) {
        return amount == null ? "" : amount.stripTrailingZeros().toPlainString() + " " + currency;
    }

    /** Whether the provider's name of it is another than people's. */
    public boolean isNamedOtherwise() {
        return !id.equals(displayName);
    }
}
