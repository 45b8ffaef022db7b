package org.externalmodels.connector.dialect;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.externalmodels.connector.template.RequestTemplate;
import org.externalmodels.connector.template.TemplateProblem;
import org.externalmodels.connector.template.Variables;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.TemplateDefinition;

/** Which wire format a definition asks for, compiled for it. */
public final class Dialects {

    /** Those that have words for images that a model makes. */
    private static final Set<ProviderStructure> DRAWING = EnumSet.of(
            ProviderStructure.OPENAI_CHAT,
            ProviderStructure.OPENAI_RESPONSES,
            ProviderStructure.AZURE_OPENAI,
            ProviderStructure.GOOGLE_GENERATE_CONTENT);

    private Dialects() {}

    /** Compiles the definition's dialect; reports everything that is wrong with it and then returns nothing. */
    public static Optional<ProviderDialect> compile(ModelDefinition definition, Consumer<DefinitionProblem> problems) {
        Optional<ProviderDialect> dialect = ofStructure(definition, problems);
        if (definition.modalities().contains(Modality.TEXT_TO_IMAGE) && !DRAWING.contains(definition.structure())) {
            problems.accept(DefinitionProblem.of(
                    "modalities",
                    definition.structure().wireName() + " has no answers of images, so the model cannot be "
                            + Modality.TEXT_TO_IMAGE.wireName()));
            return Optional.empty();
        }
        return dialect;
    }

    private static Optional<ProviderDialect> ofStructure(
            ModelDefinition definition, Consumer<DefinitionProblem> problems) {
        return switch (definition.structure()) {
            case OPENAI_CHAT -> named(definition, problems, model -> new OpenAiChat(model, definition.modalities()));
            case OPENAI_RESPONSES ->
                named(definition, problems, model -> new OpenAiResponses(model, definition.modalities()));
            case AZURE_OPENAI -> named(definition, problems, model -> new AzureOpenAi(model, definition.modalities()));
            case ANTHROPIC_MESSAGES -> named(definition, problems, AnthropicMessages::new);
            case GOOGLE_GENERATE_CONTENT ->
                named(definition, problems, model -> new GoogleGenerateContent(model, definition.modalities()));
            case COHERE_CHAT -> named(definition, problems, CohereChat::new);
            case BEDROCK_CONVERSE -> named(definition, problems, BedrockConverse::new);
            case TEMPLATE -> template(definition, problems);
            case BEDROCK_INVOKE -> bedrockInvoke(definition, problems);
            default -> {
                problems.accept(DefinitionProblem.of(
                        "structure", definition.structure().wireName() + " is not served by this adapter"));
                yield Optional.empty();
            }
        };
    }

    /** A dialect that asks for a model by the provider's name of it. */
    private static Optional<ProviderDialect> named(
            ModelDefinition definition,
            Consumer<DefinitionProblem> problems,
            Function<String, ProviderDialect> dialect) {
        if (definition.providerModel().isEmpty()) {
            problems.accept(DefinitionProblem.of("providerModel", "The provider's name of the model is missing"));
        }
        return definition.providerModel().map(dialect);
    }

    /** Embeddings have a format of their own, everything else a template. */
    private static Optional<ProviderDialect> bedrockInvoke(
            ModelDefinition definition, Consumer<DefinitionProblem> problems) {
        if (definition.providerModel().isEmpty()) {
            problems.accept(DefinitionProblem.of("providerModel", "The id or ARN of the model is missing"));
            return Optional.empty();
        }
        BedrockModel model = new BedrockModel(definition.providerModel().get());
        if (definition.template().isEmpty() && model.embeds()) {
            return Optional.of(new TitanEmbeddings(model));
        }
        return template(definition, problems).map(template -> new BedrockInvoke(model, template));
    }

    private static Optional<ProviderDialect> template(
            ModelDefinition definition, Consumer<DefinitionProblem> problems) {
        if (definition.template().isEmpty()) {
            problems.accept(DefinitionProblem.of("body", "The request template is missing"));
            return Optional.empty();
        }
        TemplateDefinition template = definition.template().get();
        boolean[] sound = {true};
        Consumer<DefinitionProblem> noting = problem -> {
            sound[0] = false;
            problems.accept(problem);
        };
        AnswerPaths paths = new AnswerPaths(template.paths(), noting);
        if (template.paths().output().isEmpty()) {
            noting.accept(DefinitionProblem.of("paths.output", "The JSON path of the output is missing"));
        }
        Optional<RequestTemplate> body = body(template, noting);
        return sound[0]
                ? body.map(compiled -> new FreeTemplate(compiled, new TemplatePlaces(template.variables()), paths))
                : Optional.empty();
    }

    private static Optional<RequestTemplate> body(TemplateDefinition template, Consumer<DefinitionProblem> problems) {
        Variables variables;
        try {
            variables = new Variables(template.variables());
        } catch (IllegalArgumentException e) {
            problems.accept(DefinitionProblem.of("variables", e.getMessage()));
            return Optional.empty();
        }
        try {
            return Optional.of(RequestTemplate.compile(template.body(), variables));
        } catch (TemplateProblem e) {
            e.all()
                    .forEach(each -> problems.accept(
                            DefinitionProblem.at("body", each.line(), each.column(), each.getMessage())));
            return Optional.empty();
        }
    }
}
