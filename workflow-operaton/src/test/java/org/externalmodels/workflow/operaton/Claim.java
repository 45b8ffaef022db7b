package org.externalmodels.workflow.operaton;

/** Processes of the tests in which a task asks a model. */
final class Claim {

    private String definitions = "";
    private String process = "";
    private String attributes = "";
    private String fields = "";
    private String more = "";
    private String after = """
            <sequenceFlow id="toEnd" sourceRef="extract" targetRef="end"/>
            <endEvent id="end"/>
            """;

    /** A process with one task, {@code extract}, that has everything it needs. */
    static Claim complete() {
        return new Claim()
                .with("model", "assistant")
                .with("prompt", "Extract from ${claim} now")
                .with("resultVariable", "answer");
    }

    /** A field, whose expression the engine evaluates. */
    Claim with(String field, String expression) {
        fields += "<operaton:field name=\"" + field + "\"><operaton:expression><![CDATA[" + expression
                + "]]></operaton:expression></operaton:field>";
        return this;
    }

    /** The task runs as a job. */
    Claim asJob() {
        attributes += " operaton:asyncBefore=\"true\"";
        return this;
    }

    Claim withProcessTimeout(String value) {
        process += "<extensionElements><operaton:properties><operaton:property name=\"externalModels.timeout\" value=\""
                + value + "\"/></operaton:properties></extensionElements>";
        return this;
    }

    /** An error with this code leads to the task {@code handle}. */
    Claim catching(String error) {
        definitions += "<error id=\"error\" errorCode=\"" + error + "\"/>";
        more += """
                <boundaryEvent id="caught" attachedToRef="extract">
                  <errorEventDefinition errorRef="error" operaton:errorMessageVariable="errorMessage"/>
                </boundaryEvent>
                <sequenceFlow id="toHandle" sourceRef="caught" targetRef="handle"/>
                <userTask id="handle"/>
                """;
        return this;
    }

    /** The elements that come after the task, the flow to them among these. */
    Claim then(String elements) {
        after = elements;
        return this;
    }

    /** The elements that are beside the task. */
    Claim and(String elements) {
        more += elements;
        return this;
    }

    String bpmn() {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:operaton="http://operaton.org/schema/1.0/bpmn" targetNamespace="claims">
                  %s
                  <process id="claim" isExecutable="true">
                    %s
                    <startEvent id="start"/>
                    <sequenceFlow id="toExtract" sourceRef="start" targetRef="extract"/>
                    <serviceTask id="extract" operaton:class="org.externalmodels.workflow.operaton.ModelTask"%s>
                      <extensionElements>%s</extensionElements>
                    </serviceTask>
                    %s
                    %s
                  </process>
                </definitions>
                """.formatted(definitions, process, attributes, fields, after, more);
    }

    /** As modelers of Camunda 7 write it. */
    String camundaBpmn() {
        return bpmn().replace("http://operaton.org/schema/1.0/bpmn", "http://camunda.org/schema/1.0/bpmn")
                .replace("xmlns:operaton", "xmlns:camunda")
                .replace("operaton:", "camunda:");
    }
}
