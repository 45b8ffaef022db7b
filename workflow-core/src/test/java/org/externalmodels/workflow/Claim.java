package org.externalmodels.workflow;

/** Processes of the tests in which a task asks a model. */
public final class Claim {

    private final Notation notation;
    private String definitions = "";
    private String process = "";
    private String attributes = "";
    private String fields = "";
    private String loop = "";
    private String more = "";
    private String after = """
            <sequenceFlow id="toEnd" sourceRef="extract" targetRef="end"/>
            <endEvent id="end"/>
            """;

    private Claim(Notation notation) {
        this.notation = notation;
    }

    /**
     * How an engine writes what BPMN leaves to engines.
     *
     * @param prefix before the names of its elements and attributes
     * @param namespace of these
     * @param task the class of the task that asks a model
     * @param jobAttribute of a task that runs as a job
     * @param errorAttribute of an event that hands on the message of the error it catches; empty where none does
     * @param property of a process; its name and value are filled in
     */
    public record Notation(
            String prefix, String namespace, String task, String jobAttribute, String errorAttribute, String property) {

        /** A task that evaluates an expression. */
        public String evaluating(String id, String expression) {
            return "<serviceTask id=\"%s\" %s:expression=\"%s\"/>".formatted(id, prefix, expression);
        }
    }

    /** A process with one task, {@code extract}, that has everything it needs. */
    public static Claim complete(Notation notation) {
        return new Claim(notation)
                .with("model", "assistant")
                .with("prompt", "Extract from ${claim} now")
                .with("resultVariable", "answer");
    }

    /** A field, whose expression the engine evaluates. */
    public Claim with(String field, String expression) {
        fields += "<%1$s:field name=\"%2$s\"><%1$s:expression><![CDATA[%3$s]]></%1$s:expression></%1$s:field>"
                .formatted(notation.prefix(), field, expression);
        return this;
    }

    /** The task runs as a job. */
    public Claim asJob() {
        attributes += " " + notation.jobAttribute();
        return this;
    }

    /** One task for each element of a collection, all at a time. */
    public Claim forEach(String collection, String element) {
        loop = "<multiInstanceLoopCharacteristics %1$s:collection=\"%2$s\" %1$s:elementVariable=\"%3$s\"/>"
                .formatted(notation.prefix(), collection, element);
        return this;
    }

    public Claim withProcessTimeout(String value) {
        process += "<extensionElements>%s</extensionElements>"
                .formatted(notation.property().formatted("externalModels.timeout", value));
        return this;
    }

    /** An error with this code leads to the task {@code handle}. */
    public Claim catching(String error) {
        definitions += "<error id=\"error\" errorCode=\"" + error + "\"/>";
        more += """
                <boundaryEvent id="caught" attachedToRef="extract">
                  <errorEventDefinition errorRef="error" %s/>
                </boundaryEvent>
                <sequenceFlow id="toHandle" sourceRef="caught" targetRef="handle"/>
                <userTask id="handle"/>
                """.formatted(notation.errorAttribute());
        return this;
    }

    /** After an hour the task is left for the task {@code ask}. */
    public Claim forAnHour() {
        more += """
                <boundaryEvent id="tooLong" attachedToRef="extract">
                  <timerEventDefinition><timeDuration xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                      xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>
                </boundaryEvent>
                <sequenceFlow id="toAsk" sourceRef="tooLong" targetRef="ask"/>
                <userTask id="ask"/>
                """;
        return this;
    }

    /** After an hour the task {@code remind} begins beside whatever the process does. */
    public Claim reminding() {
        more += """
                <subProcess id="reminder" triggeredByEvent="true">
                  <startEvent id="anHourLater" isInterrupting="false">
                    <timerEventDefinition><timeDuration xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                        xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>
                  </startEvent>
                  <sequenceFlow id="toRemind" sourceRef="anHourLater" targetRef="remind"/>
                  <userTask id="remind"/>
                </subProcess>
                """;
        return this;
    }

    /** The elements that come after the task, the flow to them among these. */
    public Claim then(String elements) {
        after = elements;
        return this;
    }

    public String bpmn() {
        return bpmn("""
                <sequenceFlow id="toExtract" sourceRef="start" targetRef="extract"/>
                """);
    }

    /** With an element beside the task, to which the process forks before. */
    public String bpmnBeside(String id, String element) {
        return bpmn("""
                <sequenceFlow id="toFork" sourceRef="start" targetRef="fork"/>
                <parallelGateway id="fork"/>
                <sequenceFlow id="toExtract" sourceRef="fork" targetRef="extract"/>
                <sequenceFlow id="toBeside" sourceRef="fork" targetRef="%s"/>
                %s
                """.formatted(id, element));
    }

    private String bpmn(String before) {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:%1$s="%2$s" targetNamespace="claims">
                  %3$s
                  <process id="claim" isExecutable="true">
                    %4$s
                    <startEvent id="start"/>
                    %5$s
                    <serviceTask id="extract" %1$s:class="%6$s"%7$s>
                      <extensionElements>%8$s</extensionElements>
                      %11$s
                    </serviceTask>
                    %9$s
                    %10$s
                  </process>
                </definitions>
                """.formatted(
                        notation.prefix(),
                        notation.namespace(),
                        definitions,
                        process,
                        before,
                        notation.task(),
                        attributes,
                        fields,
                        after,
                        more,
                        loop);
    }
}
