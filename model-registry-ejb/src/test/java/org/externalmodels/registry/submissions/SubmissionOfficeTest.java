package org.externalmodels.registry.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.WaitingSubmission;
import org.externalmodels.inference.spi.WaitingSubmission.State;
import org.externalmodels.inference.spi.WaitingSubmissions;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.support.RecordingDirectory;
import org.junit.jupiter.api.Test;

class SubmissionOfficeTest {

    private final RecordingDirectory directory = new RecordingDirectory();
    private final SubmissionOffice office = new SubmissionOffice(directory);

    @Test
    void listsPartByPart() {
        directory.has(new Three());

        Slice<WaitingSubmission> first = office.slice(Optional.empty(), 2, Optional.empty());
        Slice<WaitingSubmission> second = office.slice(Optional.empty(), 2, first.next());

        assertThat(first.items()).extracting(WaitingSubmission::id).containsExactly("1", "2");
        assertThat(second.items()).extracting(WaitingSubmission::id).containsExactly("3");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void areFoundByAPartOfTheCorrelationIdTheDestinationOrTheModel() {
        directory.has(new Three());

        assertThat(found("AIM-2")).containsExactly("2");
        assertThat(found("claims")).containsExactly("1", "2", "3");
        assertThat(found("gpt/ma")).containsExactly("1", "2", "3");
        assertThat(found("nothing")).isEmpty();
    }

    @Test
    void whatIsFoundComesPartByPartFromAsFarAsItIs() {
        directory.has(new Three());

        Slice<WaitingSubmission> first = office.slice(Optional.of("claim"), 2, Optional.empty());
        Slice<WaitingSubmission> second = office.slice(Optional.of("claim"), 2, first.next());

        assertThat(first.items()).extracting(WaitingSubmission::id).containsExactly("1", "2");
        assertThat(second.items()).extracting(WaitingSubmission::id).containsExactly("3");
        assertThat(second.next()).isEmpty();
    }

    private List<String> found(String search) {
        return office.slice(Optional.of(search), 10, Optional.empty()).items().stream()
                .map(WaitingSubmission::id)
                .toList();
    }

    @Test
    void findsOneAndKnowsNoOthers() {
        directory.has(new Three());

        assertThat(office.find("2").correlationId()).isEqualTo("claim-2");
        assertThatThrownBy(() -> office.find("4"))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        e -> assertThat(e.reason()).isEqualTo(RegistryException.Reason.NOT_FOUND));
    }

    @Test
    void tellsHowManyAreInDoubt() {
        assertThat(office.inDoubt()).isZero();
        directory.has(new Three());
        assertThat(office.inDoubt()).isEqualTo(2);
    }

    private static final class Three implements WaitingSubmissions {
        @Override
        public List<WaitingSubmission> list(String after, int limit) {
            return List.of("1", "2", "3").stream()
                    .filter(id -> after == null || id.compareTo(after) > 0)
                    .limit(limit)
                    .map(Three::submission)
                    .toList();
        }

        @Override
        public Optional<WaitingSubmission> find(String id) {
            return list(null, 3).stream().filter(one -> one.id().equals(id)).findFirst();
        }

        @Override
        public int inDoubt() {
            return 2;
        }

        private static WaitingSubmission submission(String id) {
            return new WaitingSubmission(
                    id,
                    "claims",
                    "claim-" + id,
                    "gpt",
                    Optional.of("main"),
                    Instant.EPOCH,
                    State.CALLING,
                    Instant.EPOCH,
                    1,
                    0,
                    true,
                    Optional.empty());
        }
    }
}
