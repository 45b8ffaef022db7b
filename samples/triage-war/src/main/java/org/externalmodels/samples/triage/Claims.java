package org.externalmodels.samples.triage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.task.Task;

/** The claims that are on their way, and the newest that were answered. */
@ApplicationScoped
public class Claims {

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

    /** As {@link ClaimHistory#page}. */
    @Transactional
    ClaimHistory.Page page(int from) {
        return new ClaimHistory(engine()).page(from);
    }

    private ProcessEngine engine() {
        return triage.engine();
    }
}
