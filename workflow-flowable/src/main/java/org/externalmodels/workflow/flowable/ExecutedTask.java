package org.externalmodels.workflow.flowable;

import java.util.List;
import java.util.function.Function;
import org.externalmodels.workflow.Activity;
import org.externalmodels.workflow.TaskField;
import org.externalmodels.workflow.TaskFields;
import org.flowable.bpmn.model.Process;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.util.ProcessDefinitionUtil;

/** A task as it is executed, and the process that it is in. */
record ExecutedTask(DelegateExecution execution, Process process) {

    static ExecutedTask of(DelegateExecution execution) {
        return new ExecutedTask(execution, ProcessDefinitionUtil.getProcess(execution.getProcessDefinitionId()));
    }

    TaskFields fields(Function<TaskField, Object> values) {
        return new TaskFields(
                new Activity(process.getId(), execution.getProcessInstanceId(), execution.getCurrentActivityId()),
                values,
                property(TaskFields.PROCESS_TIMEOUT));
    }

    /** Of the elements {@code <flowable:property name="…" value="…"/>} of the process. */
    private String property(String name) {
        return process.getExtensionElements().getOrDefault("property", List.of()).stream()
                .filter(property -> name.equals(property.getAttributeValue(null, "name")))
                .map(property -> property.getAttributeValue(null, "value"))
                .findFirst()
                .orElse(null);
    }
}
