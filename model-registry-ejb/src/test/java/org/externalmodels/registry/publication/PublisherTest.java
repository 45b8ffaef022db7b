package org.externalmodels.registry.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.externalmodels.inference.spi.DirectoryChange;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.registry.support.RecordingDirectory;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private final RecordingDirectory directory = new RecordingDirectory();
    private final FixedSnapshot snapshot = new FixedSnapshot();
    private final Publisher publisher = new Publisher(directory, snapshot);

    private static final class FixedSnapshot extends WholeSnapshot {
        private long stamp = 1;
        private Runnable whenAsked = () -> {};

        @Override
        public long stamp() {
            whenAsked.run();
            return stamp;
        }

        @Override
        public ModelSnapshot load() {
            return new ModelSnapshot(stamp, List.of());
        }
    }

    @Test
    void commitsToldOutOfOrderArePublishedInOrder() {
        publisher.publishAll();

        publisher.committed(change(2, 3));
        assertThat(directory.version()).isEqualTo(1);
        publisher.committed(change(1, 2));

        assertThat(directory.version()).isEqualTo(3);
        assertThat(directory.wholeSnapshots()).isEqualTo(1);
    }

    @Test
    void whatAnotherServerChangedIsBroughtWhole() {
        publisher.publishAll();
        snapshot.stamp = 5;

        publisher.committed(change(4, 5));
        assertThat(directory.version()).isEqualTo(1);
        publisher.catchUp();

        assertThat(directory.version()).isEqualTo(5);
        assertThat(directory.wholeSnapshots()).isEqualTo(2);
    }

    @Test
    void aChangeThatComesAfterItWasBroughtWholeIsNotKept() {
        publisher.publishAll();
        snapshot.stamp = 5;
        publisher.catchUp();

        publisher.committed(change(3, 4));

        assertThat(publisher.waiting()).isZero();
        assertThat(directory.version()).isEqualTo(5);
    }

    @Test
    void nothingIsPublishedWhileNothingChanges() {
        publisher.publishAll();

        publisher.catchUp();

        assertThat(directory.wholeSnapshots()).isEqualTo(1);
    }

    @Test
    void aCommitOfThisServerThatIsToldAMomentLaterIsWaitedFor() throws InterruptedException {
        publisher.publishAll();
        snapshot.stamp = 2;
        Thread teller = new Thread(() -> publisher.committed(change(1, 2)));
        snapshot.whenAsked = teller::start;

        publisher.catchUp();
        teller.join();

        assertThat(directory.version()).isEqualTo(2);
        assertThat(directory.wholeSnapshots()).isEqualTo(1);
    }

    @Test
    void whoIsInterruptedWhileACommitIsWaitedForPublishesNothing() {
        publisher.publishAll();
        snapshot.stamp = 2;
        Thread.currentThread().interrupt();

        publisher.catchUp();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory.wholeSnapshots()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatWasPutBackIsPublishedToo() {
        snapshot.stamp = 9;
        publisher.publishAll();
        snapshot.stamp = 4;

        publisher.catchUp();

        assertThat(directory.version()).isEqualTo(4);
    }

    private static ModelsChanged change(long from, long to) {
        return new ModelsChanged(new DirectoryChange(from, to, List.of(), Set.of()));
    }
}
