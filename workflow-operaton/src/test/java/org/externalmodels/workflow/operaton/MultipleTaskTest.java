package org.externalmodels.workflow.operaton;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.externalmodels.workflow.Arrival;
import org.externalmodels.workflow.MultipleTaskContract;
import org.junit.jupiter.api.Test;

class MultipleTaskTest extends MultipleTaskContract<Engine> {

    MultipleTaskTest() {
        super(new Engine());
    }

    @Test
    void resultsThatAreDeliveredAtATimeDoNotMeetWhereEachIsLeftByAJob() throws Exception {
        engine.deploy(eachSubmitted()
                .bpmn()
                .replace(
                        "<multiInstanceLoopCharacteristics",
                        "<multiInstanceLoopCharacteristics operaton:asyncAfter=\"true\""));
        String instance = startFor(CLAIMS);
        CyclicBarrier together = new CyclicBarrier(CLAIMS.size());
        List<Callable<Arrival>> deliveries = CLAIMS.stream()
                .map(claim -> (Callable<Arrival>) () -> {
                    together.await();
                    return engine.take(sentFor(claim).answered("of " + claim));
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(CLAIMS.size());
        List<Future<Arrival>> arrivals = threads.invokeAll(deliveries);
        threads.shutdown();

        for (Future<Arrival> arrival : arrivals) {
            assertThat(arrival.get()).isEqualTo(Arrival.TAKEN);
        }
        engine.runJobs();
        assertThat(engine.activities(instance)).containsExactly("look");
        assertThat(engine.variable(instance, "answer2")).isEqualTo("of storm");
    }
}
