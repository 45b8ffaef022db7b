package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.VariableDefinition;

/** The table of docs/providers.md: each cell is what became of a request that was tried. */
final class SupportTable {

    private static final String HEAD = """
            # What each provider structure supports

            Written by `SupportTableTest`, which tries each cell on the code and fails where this page says something else. To
            write the page anew: `mvn -pl inference-connector-jca -am test -Dtest=SupportTableTest -Dproviders.write=true
            -Dsurefire.failIfNoSpecifiedTests=false`.

            *yes*: the request says it in the provider's own words. *refused*: the call fails before the network, with
            `INVALID_REQUEST` or `FEATURE_NOT_ENABLED` and a message that names the part; nothing is left out of a request.
            *not defined*: a definition that says it of its model is refused, with `modalities` as the field that is wrong.
            Whether a certain model takes what its wire format can say, only its provider knows.

            A template takes a parameter if one of its variables has the parameter's name; the one tried here has only
            `prompt` and `system_prompt`. A template streams server-sent events, JSON lines and JSON text sequences; if its
            `paths.end` says what a stream ends with, one that ends otherwise is `STREAM_INTERRUPTED`. An OpenAI model that makes
            nothing but images, or takes nothing but audio, is asked by the operation for that; Google's and Converse's are asked
            in a conversation. The embeddings of `bedrock-invoke` are those of Amazon's Titan models, which need no template and
            take one text at a time. The reasoning effort of `bedrock-converse` is Claude's, and refused for other models.

            Where *One tool at a time* says yes, a model whose parallel tool calling is off is told so with every request that
            has tools and does not say it itself. The other formats have no words for it, so their models may ask for several.

            A schema that its provider would refuse to hold to is asked for in the prompt, and the answer is then `PROMPTED` and not
            `NATIVE`: for Claude and Bedrock one with limits of values, open objects or recursion, and any for a model that keeps none.
            Names of tools have up to 128 characters, with Converse 64.

            OpenAI's Responses of Azure are `openai-responses` with the endpoint `https://NAME.openai.azure.com/openai/v1`, to
            which Azure takes the key as OpenAI does.

            """;

    private static final String TITAN = "amazon.titan-embed-text-v2:0";

    private SupportTable() {}

    /** The structures this adapter serves. */
    static List<ProviderStructure> structures() {
        return Arrays.stream(ProviderStructure.values())
                .filter(structure -> Dialects.compile(
                                definition(structure, Set.of(Modality.TEXT_TO_TEXT)), problem -> {})
                        .isPresent())
                .toList();
    }

    static String page() {
        List<ProviderStructure> structures = structures();
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| |");
        structures.forEach(
                structure -> page.append(' ').append(structure.wireName()).append(" |"));
        page.append("\n|---|").append("---|".repeat(structures.size())).append('\n');
        for (Ability ability : Ability.values()) {
            page.append("| ").append(ability.title()).append(" | ");
            page.append(structures.stream()
                    .map(structure -> ability.in(compiler(structure)).word())
                    .collect(Collectors.joining(" | ", "", " |\n")));
        }
        return page.toString();
    }

    static Ability.ForModalities compiler(ProviderStructure structure) {
        return modalities -> Dialects.compile(definition(structure, modalities), SupportTable::notDefined)
                .orElseThrow();
    }

    private static void notDefined(DefinitionProblem problem) {
        assertThat(problem.field()).isEqualTo("modalities");
        throw new Ability.NotDefined();
    }

    private static ModelDefinition definition(ProviderStructure structure, Set<Modality> modalities) {
        return new ModelDefinition(
                "id",
                "any",
                1,
                ModelDefinition.Status.ACTIVE,
                true,
                structure,
                Optional.of(URI.create("https://provider.example")),
                structure == ProviderStructure.TEMPLATE
                        ? Optional.empty()
                        : Optional.of(titan(structure, modalities) ? TITAN : providerModel(structure)),
                List.of(),
                structure == ProviderStructure.TEMPLATE
                                || (structure == ProviderStructure.BEDROCK_INVOKE && !titan(structure, modalities))
                        ? Optional.of(template())
                        : Optional.empty(),
                Set.of(Feature.values()),
                modalities,
                Timeouts.DEFAULTS,
                BodyCapture.OFF,
                List.of());
    }

    /** InvokeModel's own embeddings. */
    private static boolean titan(ProviderStructure structure, Set<Modality> modalities) {
        return structure == ProviderStructure.BEDROCK_INVOKE && modalities.contains(Modality.TEXT_TO_EMBEDDING);
    }

    /** Names a model of today's, where a wire format makes a difference between models. */
    private static String providerModel(ProviderStructure structure) {
        return switch (structure) {
            case BEDROCK_INVOKE, BEDROCK_CONVERSE -> "anthropic.claude-sonnet-4-5-20250929-v1:0";
            case GOOGLE_GENERATE_CONTENT -> "gemini-3-pro-preview";
            case ANTHROPIC_MESSAGES -> "claude-sonnet-4-5";
            case COHERE_CHAT -> "command-a-03-2025";
            default -> "gpt-5";
        };
    }

    private static TemplateDefinition template() {
        return new TemplateDefinition(
                List.of(
                        variable("prompt", true, Optional.empty()),
                        variable("system_prompt", false, Optional.of("\"\""))),
                "{\"prompt\": \"{{prompt}}\", \"system\": \"{{system_prompt}}\"}",
                new TemplateDefinition.Paths(
                        Optional.of("text"), Optional.empty(), Optional.empty(), Optional.of("delta")));
    }

    private static VariableDefinition variable(String name, boolean required, Optional<String> defaultValue) {
        return new VariableDefinition(name, Optional.empty(), VariableDefinition.Type.STRING, required, defaultValue);
    }
}
