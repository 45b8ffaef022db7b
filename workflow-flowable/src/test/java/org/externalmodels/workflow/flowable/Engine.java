package org.externalmodels.workflow.flowable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.flowable.engine.runtime.ProcessInstance;
import org.flowable.job.api.Job;
import org.flowable.variable.api.history.HistoricVariableInstance;

/** A real engine on a database in memory, for the tests of a class. Jobs run when a test says so. */
final class Engine implements AutoCloseable {

    private final Map<Object, Object> beans = new HashMap<>();
    private final ProcessEngine engine;

    Engine() {
        ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setEngineName("test-" + UUID.randomUUID());
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        configuration.setAsyncExecutorActivate(false);
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
                .addString("claim.bpmn20.xml", process)
                .deploy();
    }

    ProcessInstance start(Map<String, Object> variables) {
        return engine.getRuntimeService().startProcessInstanceByKey("claim", variables);
    }

    List<Job> jobs() {
        return engine.getManagementService().createJobQuery().list();
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
