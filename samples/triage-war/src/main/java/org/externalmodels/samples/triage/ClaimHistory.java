package org.externalmodels.samples.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.history.HistoricProcessInstance;
import org.operaton.bpm.engine.history.HistoricProcessInstanceQuery;
import org.operaton.bpm.engine.history.HistoricVariableInstance;
import org.operaton.bpm.engine.runtime.Incident;

/** Where an engine's claims are. */
record ClaimHistory(ProcessEngine engine) {

    static final int MOST_SHOWN = 20;

    /**
     * Some of the claims: however many were answered since, one that was not is found.
     *
     * @param claims those that are on their way, newest first; on the first page then those that were answered last
     * @param next where the next page of those on their way begins, if there is one
     */
    record Page(List<ClaimState> claims, Optional<Integer> next) {}

    /** A page of the claims, of which the first begins with 0. */
    Page page(int from) {
        List<HistoricProcessInstance> running = claims().unfinished()
                .orderByProcessInstanceStartTime()
                .desc()
                .orderByProcessInstanceId()
                .desc()
                .listPage(from, MOST_SHOWN + 1);
        Stream<HistoricProcessInstance> answered = from > 0
                ? Stream.empty()
                : claims().finished().orderByProcessInstanceEndTime().desc().listPage(0, MOST_SHOWN).stream();
        return new Page(
                Stream.concat(running.stream().limit(MOST_SHOWN), answered)
                        .map(this::state)
                        .toList(),
                running.size() > MOST_SHOWN ? Optional.of(from + MOST_SHOWN) : Optional.empty());
    }

    private HistoricProcessInstanceQuery claims() {
        return engine.getHistoryService().createHistoricProcessInstanceQuery().processDefinitionKey("triage");
    }

    private ClaimState state(HistoricProcessInstance instance) {
        Map<String, Object> variables = engine
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
                : engine
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
        return engine.getRuntimeService().createIncidentQuery().processInstanceId(instance.getId()).list().stream()
                .map(Incident::getIncidentMessage)
                .findFirst()
                .orElse(null);
    }
}
