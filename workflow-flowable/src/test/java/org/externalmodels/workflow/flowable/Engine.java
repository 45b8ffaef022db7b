package org.externalmodels.workflow.flowable;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.workflow.Arrival;
import org.externalmodels.workflow.Claim;
import org.externalmodels.workflow.WorkflowEngine;
import org.flowable.common.engine.api.FlowableOptimisticLockingException;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.context.Context;
import org.flowable.engine.ManagementService;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.RuntimeService;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flowable.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.flowable.engine.runtime.Execution;
import org.flowable.job.api.Job;
import org.flowable.variable.api.history.HistoricVariableInstance;

/** An engine of Flowable. */
final class Engine implements WorkflowEngine {

    static final Claim.Notation NOTATION = new Claim.Notation(
            "flowable",
            "http://flowable.org/bpmn",
            ModelTask.class.getName(),
            "flowable:async=\"true\"",
            "",
            "<flowable:property name=\"%s\" value=\"%s\"/>");

    private static final ObjectMapper STRUCTURES = new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

    private final Map<Object, Object> beans = new HashMap<>();
    private final ProcessEngine engine;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final ModelResults results;

    Engine() {
        this(inMemory());
    }

    private static ProcessEngineConfigurationImpl inMemory() {
        ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return configuration;
    }

    /** One that has its database and its transactions from a configuration. */
    Engine(ProcessEngineConfigurationImpl configuration) {
        configuration.setEngineName("test-" + UUID.randomUUID());
        configuration.setAsyncExecutorActivate(false);
        configuration.setBeans(beans);
        engine = configuration.buildProcessEngine();
        runtime = engine.getRuntimeService();
        management = engine.getManagementService();
        results = new ModelResults(engine);
    }

    @Override
    public Claim.Notation notation() {
        return NOTATION;
    }

    @Override
    public String correlation(String instance) {
        return "flowable/" + engine.getName() + "/" + instance + "/";
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
                .addString("claim.bpmn20.xml", process)
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
    public Map<String, Object> structure(String instance, String name) {
        return STRUCTURES.convertValue((JsonNode) variable(instance, name), new TypeReference<>() {});
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

    /** One that failed before waits as a timer. */
    private Job job() {
        Job ready = management.createJobQuery().singleResult();
        return ready == null ? timer() : ready;
    }

    private Job timer() {
        return management.createTimerJobQuery().singleResult();
    }

    @Override
    public void runJob() {
        if (management.createJobQuery().count() == 0) {
            runTimer();
        } else {
            management.executeJob(job().getId());
        }
    }

    @Override
    public int retries() {
        return job().getRetries();
    }

    @Override
    public void runTimer() {
        management.executeJob(
                management.moveTimerToExecutableJob(timer().getId()).getId());
    }

    @Override
    public void runJobs() {
        for (List<Job> jobs = nextJob(); !jobs.isEmpty(); jobs = nextJob()) {
            management.executeJob(jobs.get(0).getId());
        }
    }

    /** One after the other: a job may end others. */
    private List<Job> nextJob() {
        return management.createJobQuery().listPage(0, 1);
    }

    /** How many jobs the engine does not repeat any more. */
    long deadJobs() {
        return management.createDeadLetterJobQuery().count();
    }

    @Override
    public void wake(String activity) {
        runtime.trigger(execution(activity));
    }

    @Override
    public Optional<String> failure(String activity) {
        return executions(activity)
                .map(execution -> (String) runtime.getVariableLocal(execution, ModelResults.FAILURE))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The one that has failed, if one has: the engine has several where an activity is there several times. */
    private String execution(String activity) {
        return executions(activity)
                .filter(execution -> runtime.hasVariableLocal(execution, ModelResults.FAILURE))
                .findFirst()
                .or(() -> executions(activity).findFirst())
                .orElseThrow();
    }

    private Stream<String> executions(String activity) {
        return runtime.createExecutionQuery().activityId(activity).list().stream()
                .map(Execution::getId);
    }

    @Override
    public Arrival take(InferenceResult result) {
        return results.take(result);
    }

    @Override
    public boolean isConflict(RuntimeException failure) {
        return failure instanceof FlowableOptimisticLockingException;
    }

    @Override
    public void afterCommit(Runnable work) {
        Context.getTransactionContext().addTransactionListener(TransactionState.COMMITTED, context -> work.run());
    }

    @Override
    public void close() {
        engine.close();
    }
}
