package org.externalmodels.admin.console.models;

import jakarta.json.stream.JsonParsingException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Paths;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.definition.VariableType;

/** A request that is written as a template, as it is edited: its variables, its body, and where the answer is. */
public final class TemplateForm implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String SYSTEM_PROMPT = "system_prompt";
    private static final String EXAMPLES = "examples";

    private final List<VariableLine> variables = new ArrayList<>();
    private boolean systemPromptWanted;
    private boolean examplesWanted;
    private String body;
    private String outputPath;
    private String inputTokensPath;
    private String outputTokensPath;
    private String streamPath;
    private String streamEnd;

    /** Without a body yet; a prompt is what most have. */
    TemplateForm() {
        variables.add(new VariableLine("prompt", VariableType.STRING, true));
    }

    TemplateForm(Definition definition) {
        this();
        if (!definition.variables().isEmpty()) {
            variables.clear();
            definition.variables().forEach(variable -> variables.add(new VariableLine(variable)));
        }
        body = definition.body();
        outputPath = definition.paths().output();
        inputTokensPath = definition.paths().inputTokens();
        outputTokensPath = definition.paths().outputTokens();
        streamPath = definition.paths().delta();
        streamEnd = definition.paths().end();
    }

    String givenBody() {
        return Typed.orNull(body) == null ? null : body;
    }

    Paths givenPaths() {
        return new Paths(
                Typed.orNull(outputPath),
                Typed.orNull(inputTokensPath),
                Typed.orNull(outputTokensPath),
                Typed.orNull(streamPath),
                Typed.orNull(streamEnd));
    }

    /**
     * The variables as far as they are written.
     *
     * @throws RegistryException with those whose default value is not JSON of their type
     */
    List<Variable> givenVariables() {
        variables.removeIf(VariableLine::isEmpty);
        List<Variable> given = new ArrayList<>();
        List<DefinitionProblem> problems = new ArrayList<>();
        for (VariableLine line : variables) {
            try {
                given.add(line.variable());
            } catch (JsonParsingException unreadable) {
                problems.add(DefinitionProblem.of(
                        "variables[" + variables.indexOf(line) + "].default",
                        "is not JSON of the type " + line.getType().wireName()));
            }
        }
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
        return given;
    }

    public void addVariable() {
        variables.add(new VariableLine("", VariableType.STRING, false));
    }

    public void removeVariable(VariableLine line) {
        variables.remove(line);
    }

    /** Whether the template has a variable for what the system says, by either of its spellings. */
    public boolean isSystemPrompt() {
        return variables.stream().anyMatch(TemplateForm::isSystemPrompt);
    }

    private static boolean isSystemPrompt(VariableLine line) {
        return SYSTEM_PROMPT.equals(line.getName()) || "system.prompt".equals(line.getName());
    }

    public void setSystemPrompt(boolean wanted) {
        systemPromptWanted = wanted;
    }

    /** Whether the template has a variable for examples of questions and answers. */
    public boolean isExamples() {
        return variables.stream().anyMatch(TemplateForm::isExamples);
    }

    private static boolean isExamples(VariableLine line) {
        return EXAMPLES.equals(line.getName());
    }

    public void setExamples(boolean wanted) {
        examplesWanted = wanted;
    }

    /** Adds and removes variables after the two switches, when the lines have taken what was typed into them. */
    public void followSwitches() {
        follow(
                systemPromptWanted,
                TemplateForm::isSystemPrompt,
                new VariableLine(SYSTEM_PROMPT, VariableType.STRING, false));
        follow(examplesWanted, TemplateForm::isExamples, new VariableLine(EXAMPLES, VariableType.ARRAY, false));
    }

    private void follow(boolean wanted, Predicate<VariableLine> isIt, VariableLine line) {
        if (!wanted) {
            variables.removeIf(isIt);
        } else if (variables.stream().noneMatch(isIt)) {
            variables.add(line);
        }
    }

    /** Gives an empty body, and the paths that are empty too, an example to go on from. */
    public void takeExample() {
        if (givenBody() == null) {
            body = ExampleBody.of(variables);
            outputPath = Typed.text(outputPath).orElse(ExampleBody.OUTPUT);
            inputTokensPath = Typed.text(inputTokensPath).orElse(ExampleBody.INPUT_TOKENS);
            outputTokensPath = Typed.text(outputTokensPath).orElse(ExampleBody.OUTPUT_TOKENS);
        }
    }

    /** Whether there is nothing in the body that an example would replace. */
    public boolean isBodyEmpty() {
        return givenBody() == null;
    }

    public List<VariableLine> getVariables() {
        return variables;
    }

    public String getBody() {
        return body;
    }

    public void setBody(String body) {
        this.body = body;
    }

    public String getOutputPath() {
        return outputPath;
    }

    public void setOutputPath(String outputPath) {
        this.outputPath = outputPath;
    }

    public String getInputTokensPath() {
        return inputTokensPath;
    }

    public void setInputTokensPath(String inputTokensPath) {
        this.inputTokensPath = inputTokensPath;
    }

    public String getOutputTokensPath() {
        return outputTokensPath;
    }

    public void setOutputTokensPath(String outputTokensPath) {
        this.outputTokensPath = outputTokensPath;
    }

    public String getStreamEnd() {
        return streamEnd;
    }

    public void setStreamEnd(String streamEnd) {
        this.streamEnd = streamEnd;
    }

    public String getStreamPath() {
        return streamPath;
    }

    public void setStreamPath(String streamPath) {
        this.streamPath = streamPath;
    }
}
