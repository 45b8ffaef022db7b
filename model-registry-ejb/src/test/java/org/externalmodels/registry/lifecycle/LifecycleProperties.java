package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.RevisionSummary;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.RevisionStatus;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.PostgresServer;
import org.externalmodels.registry.support.TestRegistry;

/**
 * Whatever several users do to models in whatever order, each with what that user saw last: what the registry shows and
 * publishes is what a simple account of the accepted steps says, and a step that was decided on an older version is
 * refused and changes nothing.
 */
class LifecycleProperties {

    private static Path data;

    @BeforeContainer
    static void makeFolder() throws IOException {
        data = Files.createTempDirectory("lifecycle");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 60)
    void noSequenceOfStepsLosesAnUpdateOrReachesAStateThatThereIsNot(
            @ForAll("databases") Databases kind, @ForAll("sequences") List<Step> steps) {
        Run run = new Run(new TestRegistry(kind.empty(), data));
        for (Step step : steps) {
            run.take(step);
            run.compare();
        }
    }

    @Provide
    Arbitrary<Databases> databases() {
        return Arbitraries.of(Arrays.stream(Databases.values())
                .filter(kind -> kind != Databases.POSTGRESQL || PostgresServer.installed())
                .toList());
    }

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.of(Move.class),
                        Arbitraries.of(User.class),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 4))
                .as(Step::new);
        return step.list().ofMinSize(4).ofMaxSize(30);
    }

    /** What users do. LOOK is what a page does when it loads: later steps count on what was seen then. */
    enum Move {
        LOOK,
        CREATE,
        CREATE_ACTIVE,
        EDIT,
        EDIT_AND_CONFIRM,
        CONFIRM,
        DISCARD,
        RESTORE,
        SWITCH,
        DELETE
    }

    enum User {
        ADA,
        EDITH,
        EVAN;

        private Actor actor() {
            return new Actor(name(), this == ADA);
        }
    }

    /** A move by a user on one of the models that there are, with a number for what needs one. */
    record Step(Move move, User user, int model, int number) {}

    /** The account of one model. */
    private static final class Account {
        private final String name;
        private final Map<Integer, String> revisions = new TreeMap<>();
        private int served;
        private Integer draft = 1;
        private boolean on = true;
        private long version;

        private Account(String name) {
            this.name = name;
        }

        private int newest() {
            return draft == null ? served : draft;
        }

        private void open(String text) {
            draft = served + 1;
            revisions.put(draft, text);
        }

        private void confirm() {
            served = draft;
            draft = null;
        }
    }

    private static final class Run {
        private final TestRegistry registry;
        private final Map<String, Account> accounts = new HashMap<>();
        private final List<String> ids = new ArrayList<>();
        private final Map<User, Map<String, Long>> seen = new HashMap<>();
        private int texts;

        private Run(TestRegistry registry) {
            this.registry = registry;
        }

        private void take(Step step) {
            if (step.move() == Move.CREATE || step.move() == Move.CREATE_ACTIVE) {
                create(step);
                return;
            }
            if (ids.isEmpty()) {
                return;
            }
            String id = ids.get(step.model() % ids.size());
            Account account = accounts.get(id);
            Map<String, Long> sight = seen.computeIfAbsent(step.user(), user -> new HashMap<>());
            if (step.move() == Move.LOOK || !sight.containsKey(id)) {
                sight.put(id, detail(id).summary().version());
                return;
            }
            long version = sight.get(id);
            Runnable entry = entry(step, id, account);
            Throwable failure = catchThrowable(() -> work(step, id, account, version));
            if (version != account.version) {
                assertThat(reason(failure)).as("%s on what is gone", step).hasValue(Reason.STALE);
            } else if (entry == null) {
                assertThat(reason(failure))
                        .as("%s, which there is not", step)
                        .hasValueSatisfying(reason -> assertThat(reason).isIn(Reason.INVALID, Reason.NOT_FOUND));
            } else {
                assertThat(failure).as("%s, which there is", step).isNull();
                entry.run();
            }
        }

        private void create(Step step) {
            Account account = new Account("model " + ids.size() + "/" + texts);
            String text = text();
            boolean active = step.move() == Move.CREATE_ACTIVE;
            String id = registry.lifecycle(
                    step.user().actor(),
                    lifecycle -> lifecycle.create(definition(account.name, text), List.of(), active));
            account.revisions.put(1, text);
            if (active) {
                account.confirm();
            }
            accounts.put(id, account);
            ids.add(id);
        }

        /** How the account changes if the step is one that there is; null if it is none. */
        private Runnable entry(Step step, String id, Account account) {
            boolean active = account.served > 0;
            boolean drafted = account.draft != null;
            String next = "text-" + (texts + 1);
            return switch (step.move()) {
                case EDIT -> () -> account.open(next);
                case EDIT_AND_CONFIRM ->
                    () -> {
                        account.open(next);
                        account.confirm();
                    };
                case CONFIRM -> drafted ? account::confirm : null;
                case DISCARD ->
                    active && drafted
                            ? () -> {
                                account.revisions.remove(account.draft);
                                account.draft = null;
                            }
                            : null;
                case RESTORE -> {
                    boolean restorable = step.number() <= account.served;
                    yield restorable ? () -> account.open(account.revisions.get(step.number())) : null;
                }
                case SWITCH -> () -> account.on = step.number() % 2 == 0;
                case DELETE ->
                    () -> {
                        accounts.remove(id);
                        ids.remove(id);
                    };
                case LOOK, CREATE, CREATE_ACTIVE -> throw new IllegalStateException(step.toString());
            };
        }

        private void work(Step step, String id, Account account, long version) {
            registry.lifecycle(step.user().actor(), lifecycle -> {
                switch (step.move()) {
                    case EDIT -> lifecycle.edit(id, version, definition(account.name, text()), List.of(), false);
                    case EDIT_AND_CONFIRM ->
                        lifecycle.edit(id, version, definition(account.name, text()), List.of(), true);
                    case CONFIRM -> lifecycle.confirm(id, version);
                    case DISCARD -> lifecycle.discardDraft(id, version);
                    case RESTORE -> lifecycle.restore(id, step.number(), version);
                    case SWITCH -> lifecycle.switchInferencing(id, step.number() % 2 == 0, version);
                    case DELETE -> lifecycle.delete(id, version);
                    case LOOK, CREATE, CREATE_ACTIVE -> throw new IllegalStateException(step.toString());
                }
                return null;
            });
        }

        /** What the registry shows and publishes against the account. */
        private void compare() {
            long count = registry.catalog(catalog -> catalog.count(ModelFilter.ALL));
            assertThat(count).isEqualTo(ids.size());
            accounts.forEach((id, account) -> {
                ModelDetail detail = detail(id);
                account.version = detail.summary().version();
                assertThat(detail.summary().revision()).isEqualTo(account.served);
                assertThat(detail.summary().inferencing()).isEqualTo(account.on);
                assertThat(detail.newest().providerModel()).isEqualTo(account.revisions.get(account.newest()));
                compareHistory(id, account);
                ModelDefinition published =
                        registry.directory().named(account.name).orElseThrow();
                assertThat(published.status() == ModelDefinition.Status.ACTIVE).isEqualTo(account.served > 0);
                assertThat(published.providerModel())
                        .hasValue(account.revisions.get(account.served > 0 ? account.served : 1));
                assertThat(published.inferencing()).isEqualTo(account.on);
            });
        }

        private void compareHistory(String id, Account account) {
            Map<Integer, RevisionStatus> history = new TreeMap<>();
            registry.history(revisions -> revisions.slice(id, 100, Optional.empty()))
                    .items()
                    .forEach(line -> history.put(line.revision(), status(line)));
            Map<Integer, RevisionStatus> expected = new TreeMap<>();
            account.revisions.keySet().forEach(revision -> expected.put(revision, RevisionStatus.FORMER));
            if (account.served > 0) {
                expected.put(account.served, RevisionStatus.SERVED);
            }
            if (account.draft != null) {
                expected.put(account.draft, RevisionStatus.DRAFT);
            }
            assertThat(history).isEqualTo(expected);
        }

        private static RevisionStatus status(RevisionSummary line) {
            assertThat(line.confirmedBy().isPresent()).isEqualTo(line.status() != RevisionStatus.DRAFT);
            return line.status();
        }

        private ModelDetail detail(String id) {
            return registry.catalog(catalog -> catalog.find(id));
        }

        private String text() {
            texts++;
            return "text-" + texts;
        }

        private static Optional<Reason> reason(Throwable failure) {
            return failure instanceof RegistryException refused ? Optional.of(refused.reason()) : Optional.empty();
        }
    }

    private static Definition definition(String name, String providerModel) {
        return TestRegistry.definition("""
                {'name': '%s', 'endpoint': 'https://provider.example/v1', 'structure': 'openai-chat',
                 'providerModel': '%s', 'features': ['streaming']}""".formatted(name, providerModel));
    }
}
