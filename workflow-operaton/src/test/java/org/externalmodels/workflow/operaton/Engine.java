package org.externalmodels.workflow.operaton;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.ProcessEngineConfiguration;
import org.operaton.bpm.engine.history.HistoricVariableInstance;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.operaton.bpm.engine.runtime.Job;
import org.operaton.bpm.engine.runtime.ProcessInstance;

/** A real engine on a database in memory, for the tests of a class. Jobs run when a test says so. */
final class Engine implements AutoCloseable {

    private final Map<Object, Object> beans = new HashMap<>();
    private final ProcessEngine engine;

    Engine() {
        ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("test-" + UUID.randomUUID());
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();
    }

    /** From now on it has this bean. */
    void give(String name, Object bean) {
        beans.put(name, bean);
    }

    /** Leaves nothing to the next test. */
    void clear() {
        beans.clear();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    ProcessEngine engine() {
        return engine;
    }

    /** Deploys a process whose id is {@code claim}. */
    void deploy(String process) {
        engine.getRepositoryService()
                .createDeployment()
                .addString("claim.bpmn", process)
                .deploy();
    }

    ProcessInstance start(Map<String, Object> variables) {
        return engine.getRuntimeService().startProcessInstanceByKey("claim", variables);
    }

    List<Job> jobs() {
        return engine.getManagementService().createJobQuery().list();
    }

    /** Runs jobs until there are none. */
    void runJobs() {
        while (!jobs().isEmpty()) {
            jobs().forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    /** What a variable is, also after the end of its process. */
    Object variable(ProcessInstance instance, String name) {
        HistoricVariableInstance variable = engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance.getId())
                .variableName(name)
                .singleResult();
        return variable == null ? null : variable.getValue();
    }

    boolean isIn(String activity) {
        return engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(activity)
                        .count()
                == 1;
    }

    void completeTask(String activity) {
        engine.getTaskService()
                .complete(engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(activity)
                        .singleResult()
                        .getId());
    }

    boolean hasEnded(ProcessInstance instance) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count()
                == 0;
    }

    @Override
    public void close() {
        engine.close();
    }
}
