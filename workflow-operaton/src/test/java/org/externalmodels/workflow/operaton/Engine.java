package org.externalmodels.workflow.operaton;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.workflow.Arrival;
import org.externalmodels.workflow.Claim;
import org.externalmodels.workflow.WorkflowEngine;
import org.operaton.bpm.engine.OptimisticLockingException;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.ProcessEngineConfiguration;
import org.operaton.bpm.engine.RuntimeService;
import org.operaton.bpm.engine.history.HistoricVariableInstance;
import org.operaton.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.operaton.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.cfg.TransactionState;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.runtime.Execution;
import org.operaton.bpm.engine.runtime.Incident;
import org.operaton.bpm.engine.runtime.Job;

/** An engine of Operaton. */
final class Engine implements WorkflowEngine {

    static final Claim.Notation NOTATION = new Claim.Notation(
            "operaton",
            "http://operaton.org/schema/1.0/bpmn",
            ModelTask.class.getName(),
            "operaton:asyncBefore=\"true\"",
            "operaton:errorMessageVariable=\"errorMessage\"",
            "<operaton:properties><operaton:property name=\"%s\" value=\"%s\"/></operaton:properties>");

    private final Map<Object, Object> beans = new HashMap<>();
    private final ProcessEngine engine;
    private final RuntimeService runtime;
    private final ModelResults results;

    Engine() {
        this(inMemory());
    }

    private static ProcessEngineConfigurationImpl inMemory() {
        ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        return configuration;
    }

    /** One that has its database and its transactions from a configuration. */
    Engine(ProcessEngineConfigurationImpl configuration) {
        configuration.setProcessEngineName("test-" + UUID.randomUUID());
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();
        runtime = engine.getRuntimeService();
        results = new ModelResults(engine);
    }

    @Override
    public Claim.Notation notation() {
        return NOTATION;
    }

    @Override
    public String correlation(String instance) {
        return "operaton/" + engine.getName() + "/" + instance + "/extract:";
    }

    @Override
    public void give(String name, Object bean) {
        beans.put(name, bean);
    }

    @Override
    public void clear() {
        beans.clear();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @Override
    public void deploy(String process) {
        engine.getRepositoryService()
                .createDeployment()
                .addString("claim.bpmn", process)
                .deploy();
    }

    @Override
    public String start(Map<String, Object> variables) {
        return runtime.startProcessInstanceByKey("claim", variables).getId();
    }

    @Override
    public void delete(String instance) {
        runtime.deleteProcessInstance(instance, "withdrawn");
    }

    @Override
    public boolean hasEnded(String instance) {
        return runtime.createProcessInstanceQuery().processInstanceId(instance).count() == 0;
    }

    @Override
    public long running() {
        return runtime.createProcessInstanceQuery().count();
    }

    @Override
    public List<String> activities(String instance) {
        return runtime.getActiveActivityIds(instance);
    }

    @Override
    public Object variable(String instance, String name) {
        HistoricVariableInstance variable = engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName(name)
                .singleResult();
        return variable == null ? null : variable.getValue();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> structure(String instance, String name) {
        return (Map<String, Object>) variable(instance, name);
    }

    @Override
    public void setVariable(String instance, String name, Object value) {
        runtime.setVariable(instance, name, value);
    }

    @Override
    public boolean isIn(String activity) {
        return engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(activity)
                        .count()
                == 1;
    }

    @Override
    public void completeTask(String activity) {
        engine.getTaskService()
                .complete(engine.getTaskService()
                        .createTaskQuery()
                        .taskDefinitionKey(activity)
                        .singleResult()
                        .getId());
    }

    List<Job> jobs() {
        return engine.getManagementService().createJobQuery().list();
    }

    private Job job() {
        return engine.getManagementService().createJobQuery().singleResult();
    }

    @Override
    public void runJobs() {
        while (!jobs().isEmpty()) {
            jobs().forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    @Override
    public void runJob() {
        engine.getManagementService().executeJob(job().getId());
    }

    @Override
    public int retries() {
        return job().getRetries();
    }

    /** Why the one job there is failed. */
    String jobFailure() {
        return job().getExceptionMessage();
    }

    @Override
    public void runTimer() {
        runJob();
    }

    /** Where an activity is there several times the one that has failed. */
    @Override
    public void wake(String activity) {
        List<Execution> executions =
                runtime.createExecutionQuery().activityId(activity).list();
        runtime.signal(
                executions.size() == 1
                        ? executions.get(0).getId()
                        : incident(activity).orElseThrow().getExecutionId());
    }

    @Override
    public Optional<String> failure(String activity) {
        return incident(activity).map(Incident::getIncidentMessage);
    }

    Optional<Incident> incident(String activity) {
        return Optional.ofNullable(
                runtime.createIncidentQuery().activityId(activity).singleResult());
    }

    @Override
    public Arrival take(InferenceResult result) {
        return results.take(result);
    }

    @Override
    public boolean isConflict(RuntimeException failure) {
        return failure instanceof OptimisticLockingException;
    }

    @Override
    public void afterCommit(Runnable work) {
        Context.getCommandContext()
                .getTransactionContext()
                .addTransactionListener(TransactionState.COMMITTED, context -> work.run());
    }

    @Override
    public void close() {
        engine.close();
    }
}
