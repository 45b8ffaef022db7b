package org.externalmodels.workflow.operaton;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.externalmodels.workflow.Activity;
import org.externalmodels.workflow.TaskField;
import org.externalmodels.workflow.TaskFields;
import org.operaton.bpm.engine.delegate.Expression;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.operaton.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.operaton.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.operaton.bpm.model.bpmn.instance.BaseElement;
import org.operaton.bpm.model.xml.instance.DomElement;

/** A task as it is executed, and the process that it is in. */
record ExecutedTask(ExecutionEntity execution, ProcessDefinitionEntity process) {

    static ExecutedTask of(ActivityExecution execution) {
        ExecutionEntity entity = (ExecutionEntity) execution;
        return new ExecutedTask(entity, entity.getProcessDefinition());
    }

    /** Fields that are given neither in this way nor as properties of the task have no value. */
    TaskFields fields(Function<TaskField, Expression> injected) {
        return new TaskFields(
                new Activity(process.getKey(), execution.getProcessInstanceId(), execution.getCurrentActivityId()),
                field -> Optional.ofNullable(injected.apply(field))
                        .or(() -> property(field))
                        .map(expression -> expression.getValue(execution))
                        .orElse(null),
                property(
                                execution.getBpmnModelInstance().getModelElementById(process.getKey()),
                                TaskFields.PROCESS_TIMEOUT)
                        .orElse(null));
    }

    /** Element templates write what may be empty as properties: an empty field is refused when the process is deployed. */
    private Optional<Expression> property(TaskField field) {
        return property(execution.getBpmnModelElementInstance(), TaskFields.PROPERTY_PREFIX + field.fieldName())
                .map(Context.getProcessEngineConfiguration().getExpressionManager()::createExpression);
    }

    private static Optional<String> property(BaseElement element, String name) {
        return Stream.ofNullable(element.getExtensionElements())
                .flatMap(extensions -> children(extensions.getDomElement(), "properties"))
                .flatMap(properties -> children(properties, "property"))
                .filter(property -> name.equals(property.getAttribute("name")))
                .map(property -> property.getAttribute("value"))
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    /** By their names only: the elements' own interfaces have the engine's name in theirs. */
    private static Stream<DomElement> children(DomElement element, String name) {
        return element.getChildElements().stream().filter(child -> name.equals(child.getLocalName()));
    }
}
