package org.externalmodels.admin.api;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelRouting.Spread;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.Caching;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.definition.Paths;
import org.externalmodels.registry.definition.Routing;
import org.externalmodels.registry.definition.TimeLimits;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.lifecycle.GivenConnection;

/** A model as it is written. */
@Schema(name = "Model")
public record ModelBody(
        String name,

        @Schema(
                implementation = String.class,
                enumeration = {"API", "EASY"})
        Integration integration,

        String provider,
        String endpoint,

        @Schema(
                implementation = String.class,
                enumeration = {
                    "template",
                    "openai-chat",
                    "openai-responses",
                    "azure-openai",
                    "anthropic-messages",
                    "google-generate-content",
                    "cohere-chat",
                    "bedrock-invoke",
                    "bedrock-converse"
                })
        ProviderStructure structure,

        String providerModel,
        String authorizationProfile,
        List<HeaderBody> headers,
        List<Variable> variables,
        String body,
        Paths paths,
        @Schema(implementation = String[].class) List<Feature> features,

        @Schema(
                implementation = String[].class,
                description =
                        "What it takes and gives: text-to-text, text-to-image, image-to-text, audio-to-text, text-to-embedding")
        List<Modality> modalities,

        TimeLimits timeouts,

        @Schema(
                implementation = String.class,
                enumeration = {"OFF", "METADATA", "FULL"})
        BodyCapture capture,

        RoutingBody routing,
        CacheBody cache,
        List<ConnectionBody> connections,

        @Schema(
                implementation = String.class,
                enumeration = {"DRAFT", "ACTIVE"})
        ModelStatus status) {

    /** Where calls go that name no connection, as it is written. */
    @Schema(name = "Routing")
    public record RoutingBody(
            @Schema(
                    implementation = String.class,
                    enumeration = {"weights", "least-busy"},
                    description = "How calls are shared out among connections of one priority")
            Spread spread,

            @Schema(
                    description =
                            "Names of the models that answer when none of this one's connections can, in their order",
                    examples = "[\"claims-claude\"]")
            List<String> fallbackModels) {

        Routing routing() {
            return new Routing(spread, fallbackModels);
        }
    }

    /** How long answers are given again, as it is written. */
    @Schema(name = "ResponseCache")
    public record CacheBody(
            @Schema(
                    minimum = "1",
                    maximum = "2592000",
                    description = "How long an answer is given again to the same question of the same caller",
                    examples = "3600")
            Integer seconds) {

        Caching caching() {
            return new Caching(seconds);
        }
    }

    /** A header as it is written. */
    @Schema(name = "Header")
    public record HeaderBody(String name, String value, boolean secret) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** A connection as it is written. */
    @Schema(name = "Connection")
    public record ConnectionBody(
            String name,
            String apiKey,
            String baseUrl,

            @Schema(description = "Azure's api-version, put into the baseUrl", examples = "2024-10-21")
            String apiVersion,

            @Schema(
                    description = "In place of apiKey, for Amazon Bedrock",
                    examples = "arn:aws:iam::123456789012:role/models")
            String roleArn,

            @Schema(examples = "eu-central-1") String region,
            @Schema(examples = "us-east-1") String stsRegion,
            String externalId,
            @Schema(minimum = "1", maximum = "100") Integer weight,
            @Schema(minimum = "0", maximum = "100") Integer priority) {

        GivenConnection given() {
            return new GivenConnection(
                    required("name", name),
                    Optional.ofNullable(apiKey).map(Secret::of),
                    address(Optional.ofNullable(baseUrl)),
                    access(),
                    Optional.ofNullable(weight),
                    Optional.ofNullable(priority));
        }

        AwsAccess access() {
            return new AwsAccess(roleArn, region, stsRegion, externalId);
        }

        /** With the version in its query, where Azure's calls have it. */
        Optional<String> address(Optional<String> base) {
            return GivenConnection.address(base, apiVersion);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Names that are missing are told before anything is built of them. */
    static String required(String field, String name) {
        if (name == null) {
            throw new ApiException(422, field + " is required", DefinitionProblem.of(field, "is required"));
        }
        return name;
    }

    Definition definition() {
        return new Definition(
                required("name", name),
                integration,
                provider,
                endpoint,
                structure,
                providerModel,
                authorizationProfile,
                headers == null ? null : writtenHeaders(),
                variables,
                body,
                paths,
                features,
                modalities,
                timeouts,
                capture,
                routing == null ? null : routing.routing(),
                cache == null ? null : cache.caching());
    }

    private List<Header> writtenHeaders() {
        return IntStream.range(0, headers.size())
                .mapToObj(i -> {
                    HeaderBody header = headers.get(i);
                    return Header.of(
                            required("headers[" + i + "].name", header.name()), header.value(), header.secret());
                })
                .toList();
    }

    List<GivenConnection> givenConnections() {
        return connections == null
                ? List.of()
                : connections.stream().map(ConnectionBody::given).toList();
    }

    boolean active() {
        return status == ModelStatus.ACTIVE;
    }

    @Override
    public String toString() {
        return "Model " + name;
    }
}
