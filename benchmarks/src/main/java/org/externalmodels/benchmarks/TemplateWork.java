package org.externalmodels.benchmarks;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.connector.dialect.AnswerBody;
import org.externalmodels.connector.dialect.Dialects;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.VariableDefinition;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A template whose request has 2 KB, and an answer of 2 KB with three JSON paths into it. */
@State(Scope.Benchmark)
public class TemplateWork {

    private static final String BODY = """
            {"engine": "claims-2", "options": {"temperature": 0.2, "limit": "{{limit}}", "language": "en"},
             "input": {"system": "You help adjusters. {{system_prompt}}", "text": "Claim: {{prompt}}"}}""";

    final InferenceRequest request = InferenceRequest.builder()
            .variable("prompt", ChatRequest.PROMPT)
            .variable("system_prompt", ChatRequest.PROMPT.substring(0, 900))
            .variable("limit", 256)
            .build();

    final String answer = """
            {"id": "1", "result": {"candidates": [{"text": "%s", "score": 0.93}], "language": "en"},
             "meter": {"read": 180, "written": 96}}""".formatted(ChatRequest.PROMPT.repeat(2));

    private final AnswerBody body = AnswerBody.of(answer);

    private ProviderDialect dialect;

    @Setup
    public void compile() {
        dialect = Dialects.compile(definition(), problem -> {
                    throw new IllegalStateException(problem.toString());
                })
                .orElseThrow();
    }

    private static ModelDefinition definition() {
        return new ModelDefinition(
                "1",
                "template",
                1,
                ModelDefinition.Status.ACTIVE,
                true,
                ProviderStructure.TEMPLATE,
                Optional.of(URI.create("http://127.0.0.1/any")),
                Optional.empty(),
                List.of(),
                Optional.of(new TemplateDefinition(
                        List.of(
                                variable("prompt", VariableDefinition.Type.STRING),
                                variable("system_prompt", VariableDefinition.Type.STRING),
                                variable("limit", VariableDefinition.Type.INTEGER)),
                        BODY,
                        new TemplateDefinition.Paths(
                                Optional.of("result.candidates[0].text"),
                                Optional.of("meter.read"),
                                Optional.of("meter.written"),
                                Optional.empty()))),
                Set.of(),
                Set.of(Modality.TEXT_TO_TEXT),
                Timeouts.DEFAULTS,
                BodyCapture.OFF,
                List.of());
    }

    private static VariableDefinition variable(String name, VariableDefinition.Type type) {
        return new VariableDefinition(name, Optional.empty(), type, true, Optional.empty());
    }

    byte[] render() {
        return dialect.encode(request, Operation.CHAT).bytes();
    }

    String extract() {
        return dialect.decode(body, request, Operation.CHAT).text();
    }
}
