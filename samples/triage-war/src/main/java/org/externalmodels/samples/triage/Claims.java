package org.externalmodels.samples.triage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.history.HistoricProcessInstance;
import org.operaton.bpm.engine.history.HistoricVariableInstance;
import org.operaton.bpm.engine.runtime.Incident;
import org.operaton.bpm.engine.task.Task;

/** The claims that are on their way, and the newest that were answered. */
@ApplicationScoped
public class Claims {

    private static final int MOST_SHOWN = 20;

    @Inject
    private TriageEngine triage;

    @Transactional
    String register(String text, long amount) {
        return engine().getRuntimeService()
                .startProcessInstanceByKey("triage", Map.of("claim", text, "amount", amount))
                .getId();
    }

    /**
     * Decides a claim.
     *
     * @return whether it was waiting for that
     */
    @Transactional
    boolean decide(String id, Decision decision) {
        Task task = engine().getTaskService()
                .createTaskQuery()
                .processInstanceId(id)
                .taskDefinitionKey("decide")
                .singleResult();
        if (task == null) {
            return false;
        }
        engine().getTaskService().complete(task.getId(), Map.of("decision", decision.word()));
        return true;
    }

    /** Newest first. */
    @Transactional
    List<ClaimState> all() {
        return engine()
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionKey("triage")
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, MOST_SHOWN)
                .stream()
                .map(this::state)
                .toList();
    }

    private ClaimState state(HistoricProcessInstance instance) {
        Map<String, Object> variables = engine()
                .getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance.getId())
                .list()
                .stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(
                        HistoricVariableInstance::getName, HistoricVariableInstance::getValue, (one, other) -> other));
        return ClaimState.of(instance.getId(), where(instance), incident(instance), variables);
    }

    private String where(HistoricProcessInstance instance) {
        return instance.getEndTime() != null
                ? "answered"
                : engine()
                        .getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .unfinished()
                        .list()
                        .stream()
                        .map(activity -> activity.getActivityId())
                        .filter(Step::isShown)
                        .findFirst()
                        .orElse("received");
    }

    private String incident(HistoricProcessInstance instance) {
        return engine().getRuntimeService().createIncidentQuery().processInstanceId(instance.getId()).list().stream()
                .map(Incident::getIncidentMessage)
                .findFirst()
                .orElse(null);
    }

    private ProcessEngine engine() {
        return triage.engine();
    }
}
