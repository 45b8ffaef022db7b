package org.externalmodels.samples.letters;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.history.HistoricProcessInstance;
import org.flowable.engine.runtime.ActivityInstance;

/** The letters that were received. */
@ApplicationScoped
public class Letters {

    @Inject
    private LettersEngine letters;

    /**
     * Receives the letters of one delivery, all or none.
     *
     * @return the ids of their process instances
     * @throws IllegalArgumentException if one of them is blank; none is received then
     */
    @Transactional
    List<String> receive(String model, List<String> texts) {
        return texts.stream().map(text -> receive(model, text)).toList();
    }

    private String receive(String model, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("A letter is blank.");
        }
        return letters.engine()
                .getRuntimeService()
                .startProcessInstanceByKey("letter", Map.of("model", model, "letter", text))
                .getId();
    }

    /** How many are not done. */
    @Transactional
    long waiting() {
        return letters.engine().getRuntimeService().createProcessInstanceQuery().count();
    }

    /** Where a letter is. */
    @Transactional
    Optional<LetterState> find(String id) {
        ProcessEngine engine = letters.engine();
        HistoricProcessInstance instance = engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(id)
                .singleResult();
        return Optional.ofNullable(instance).map(found -> LetterState.of(step(engine, found), variables(engine, id)));
    }

    private static String step(ProcessEngine engine, HistoricProcessInstance instance) {
        if (instance.getEndActivityId() != null) {
            return instance.getEndActivityId();
        }
        List<ActivityInstance> now = engine.getRuntimeService()
                .createActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .unfinished()
                .list();
        return now.isEmpty() ? "queued" : now.get(0).getActivityId();
    }

    private static Map<String, Object> variables(ProcessEngine engine, String id) {
        Map<String, Object> variables = new HashMap<>();
        engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(id)
                .list()
                .forEach(variable -> variables.put(variable.getVariableName(), variable.getValue()));
        return variables;
    }
}
