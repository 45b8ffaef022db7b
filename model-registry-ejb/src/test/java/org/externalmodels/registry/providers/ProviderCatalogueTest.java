package org.externalmodels.registry.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.Modality;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.billing.Rates;
import org.junit.jupiter.api.Test;

class ProviderCatalogueTest {

    private final ProviderCatalogue catalogue = ProviderCatalogue.shipped();
    private final Providers providers = new Providers(null, new BedrockPolicies(Optional.empty()));

    @Test
    void knowsTheSixProviders() {
        assertThat(catalogue.providers())
                .extracting(Provider::id)
                .containsExactly("openai", "azure-openai", "anthropic", "google", "cohere", "bedrock");
    }

    @Test
    void everyPriceIsDatedHasACurrencyAndASourceAndIsAboveZero() {
        for (Provider provider : catalogue.providers()) {
            assertThat(catalogue.models(provider.id())).isNotEmpty();
            for (ProviderModel model : catalogue.models(provider.id())) {
                ListPrice price = model.prices();
                assertThat(LocalDate.parse(price.asOf())).isAfter(LocalDate.of(2025, 1, 1));
                assertThat(price.currency()).isEqualTo("USD");
                assertThat(price.source()).startsWith("https://");
                for (BigDecimal amount : new BigDecimal[] {price.input(), price.cachedInput(), price.output()}) {
                    assertThat(amount == null || amount.signum() > 0)
                            .as("%s: unknown is null, never 0", model.id())
                            .isTrue();
                }
                assertThat(price.rates())
                        .as("%s: a registered model can have it", model.id())
                        .isEqualTo(new Rates(
                                price.input(), price.output(), price.cachedInput(), null, null, null, null, null));
            }
        }
    }

    @Test
    void onlyAServerInTheProvidersPlaceMayDoWithoutAKey() {
        Provider openai = providers.find("openai");
        assertThat(openai.needsKey(Optional.empty())).isTrue();
        assertThat(openai.needsKey(Optional.of("https://API.openai.com/v1"))).isTrue();
        assertThat(openai.needsKey(Optional.of("http://localhost:11434/v1"))).isFalse();
        assertThat(providers.find("azure-openai").needsKey(Optional.of("https://mine.openai.azure.com")))
                .isTrue();
        assertThat(providers.find("bedrock").needsKey(Optional.empty())).isFalse();
    }

    @Test
    void everyModelIsThereOnceAndSaysWhatItTakes() {
        for (Provider provider : catalogue.providers()) {
            assertThat(catalogue.models(provider.id()))
                    .extracting(ProviderModel::id)
                    .doesNotHaveDuplicates();
            assertThat(catalogue.models(provider.id()))
                    .allSatisfy(model -> assertThat(model.modalities()).isNotEmpty());
        }
    }

    @Test
    void aListHasWhatPeopleChooseBy() {
        for (Provider provider : catalogue.providers()) {
            assertThat(catalogue.models(provider.id())).allSatisfy(model -> {
                assertThat(model.displayName()).as(model.id()).isNotBlank();
                assertThat(model.contextWindow() == null || model.contextWindow() > 0)
                        .as("%s: unknown is null, never 0", model.id())
                        .isTrue();
            });
            assertThat(catalogue.models(provider.id()))
                    .as("chat models of %s", provider.id())
                    .filteredOn(model -> model.modalities().contains(Modality.TEXT_TO_TEXT))
                    .isNotEmpty()
                    .allSatisfy(model -> {
                        assertThat(model.features()).as(model.id()).isNotEmpty();
                        assertThat(model.contextWindow()).as(model.id()).isNotNull();
                    })
                    .anySatisfy(model -> {
                        assertThat(model.prices().input()).isPositive();
                        assertThat(model.prices().output()).isPositive();
                    });
        }
    }

    @Test
    void aListIsReadPartByPartAndMissesNothing() {
        List<String> all = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<ProviderModel> part = providers.models("openai", Optional.empty(), 4, next);
            part.items().forEach(model -> all.add(model.id()));
            next = part.next();
        } while (next.isPresent());

        assertThat(all)
                .containsExactlyElementsOf(catalogue.models("openai").stream()
                        .map(ProviderModel::id)
                        .toList());
    }

    @Test
    void aListIsSearchedByIdAndNameWithoutRegardToCase() {
        assertThat(providers
                        .models("anthropic", Optional.of("HAIKU"), 50, Optional.empty())
                        .items())
                .isNotEmpty()
                .allSatisfy(model -> assertThat(model.id()).contains("haiku"));
    }

    @Test
    void anUnknownProviderIsNotFound() {
        RegistryException refused = catchThrowableOfType(
                RegistryException.class, () -> providers.models("nobody", Optional.empty(), 50, Optional.empty()));

        assertThat(refused.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refused).hasMessageContaining("nobody");
    }
}
