package org.externalmodels.benchmarks.registry;

import jakarta.persistence.EntityManager;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.catalog.ConnectionList;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.lifecycle.DefinitionCheck;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.lifecycle.Workshop;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.SecretHeaders;
import org.externalmodels.registry.publication.Announcement;
import org.externalmodels.registry.publication.Assembly;
import org.externalmodels.registry.publication.ModelsChanged;
import org.externalmodels.registry.publication.Publisher;
import org.externalmodels.registry.publication.WholeSnapshot;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.SecretVault;

/**
 * 10,000 models with 50,000 connections: what a page of the list, a search, a change and a start take, and how many
 * queries. The registry is put together without a container, on H2 in a file, and publishes to the real adapter.
 */
public final class RegistryAtScale implements AutoCloseable {

    private static final int MODELS = 10_000;
    private static final int CONNECTIONS_EACH = 5;
    private static final int LINES = 50;
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 100;
    private static final int STARTS = 5;

    private final Path folder;
    private final RegistryDatabase database;
    private final OpenVault vault;
    private final StandaloneAdapter adapter;
    private final Publisher publisher;

    private RegistryAtScale() throws IOException {
        folder = Files.createTempDirectory("registry-at-scale");
        database = new RegistryDatabase(folder);
        vault = new OpenVault(SecretVault.open(folder, false));
        adapter = StandaloneAdapter.start(new EngineSettings(folder.resolve("journal"), Duration.ofMillis(50), 16));
        publisher = new Publisher(adapter.directory(), new Snapshot());
    }

    /** Fills the registry, measures and prints one table. */
    public static void main(String[] arguments) throws IOException {
        try (RegistryAtScale registry = new RegistryAtScale()) {
            new ManyModels(registry.database, registry.vault.get()).add(MODELS, CONNECTIONS_EACH);
            registry.measure();
        }
    }

    private void measure() {
        System.out.printf("%,d models, %,d connections%n%n", MODELS, MODELS * CONNECTIONS_EACH);
        System.out.println("| what | median ms | longest ms | median processor ms | queries |");
        System.out.println("|---|---|---|---|---|");
        report("everything published at start (" + STARTS + " times)", STARTS, 0, publisher::publishAll);
        report("first page by name, with the count", () -> page(ModelFilter.ALL, ModelOrder.BY_NAME, 0));
        report("last page by name, with the count", () -> page(ModelFilter.ALL, ModelOrder.BY_NAME, MODELS - LINES));
        report("page by last change", () -> page(ModelFilter.ALL, by(ModelOrder.Column.CHANGED_ON), 0));
        report("page by number of connections", () -> page(ModelFilter.ALL, by(ModelOrder.Column.CONNECTIONS), 0));
        report("search that finds 2,000", () -> page(search("letters"), ModelOrder.BY_NAME, 0));
        report("search that finds one", () -> page(search("model 9876"), ModelOrder.BY_NAME, 0));
        report("search that finds none", () -> page(search("nothing like it"), ModelOrder.BY_NAME, 0));
        Optional<String> middle = part(ModelOrder.BY_NAME, MODELS / 2, Optional.empty());
        report("management API's list from the middle", () -> part(ModelOrder.BY_NAME, LINES, middle));
        Optional<String> recent = part(by(ModelOrder.Column.CHANGED_ON), MODELS / 2, Optional.empty());
        report("the same by last change", () -> part(by(ModelOrder.Column.CHANGED_ON), LINES, recent));
        String id = page(search("model 9876"), ModelOrder.BY_NAME, 0).get(0).id();
        report("one model with its connections", () -> catalog(catalog -> catalog.find(id)));
        reportChanges(id);
    }

    private static ModelOrder by(ModelOrder.Column column) {
        return new ModelOrder(column, false);
    }

    private static ModelFilter search(String text) {
        return new ModelFilter(Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Optional<String> part(ModelOrder order, int lines, Optional<String> after) {
        return catalog(
                catalog -> catalog.slice(ModelFilter.ALL, order, lines, after).next());
    }

    private List<ModelSummary> page(ModelFilter filter, ModelOrder order, int first) {
        return catalog(catalog -> {
            catalog.count(filter);
            return catalog.list(filter, order, first, LINES);
        });
    }

    /** A change is committed, and then published; only the second part is the publication. */
    private void reportChanges(String id) {
        List<Time> changes = new ArrayList<>();
        List<Time> publications = new ArrayList<>();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            boolean on = i % 2 == 1;
            List<ModelsChanged> announced = new ArrayList<>();
            Time change = Time.of(() -> database.inTransaction(entities -> {
                lifecycle(entities, announced).switchInferencing(id, on, null);
                return null;
            }));
            Time publication = Time.of(() -> announced.forEach(publisher::committed));
            if (i >= WARM_UP) {
                changes.add(change);
                publications.add(publication);
            }
        }
        print("one change, committed", changes, "");
        print("the same change, published", publications, "");
    }

    private void report(String what, Runnable work) {
        report(what, ROUNDS, WARM_UP, work);
    }

    private void report(String what, int rounds, int warmUp, Runnable work) {
        for (int i = 0; i < warmUp; i++) {
            work.run();
        }
        List<Time> times = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            times.add(Time.of(work));
        }
        database.countStatements();
        long before = database.selects();
        work.run();
        print(what, times, Long.toString(database.selects() - before));
    }

    private static void print(String what, List<Time> times, String queries) {
        System.out.printf(
                "| %s | %.1f | %.1f | %.1f | %s |%n",
                what,
                middle(times, Time::passed) / 1e6,
                times.stream().mapToLong(Time::passed).max().orElseThrow() / 1e6,
                middle(times, Time::used) / 1e6,
                queries);
    }

    private static long middle(List<Time> times, ToLongFunction<Time> which) {
        return times.stream()
                .mapToLong(which)
                .sorted()
                .skip(times.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** What a piece of work took, in nanoseconds: on the clock, and of a processor. H2 works on the caller's thread. */
    private record Time(long passed, long used) {

        private static Time of(Runnable work) {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long used = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            work.run();
            return new Time(System.nanoTime() - start, threads.getCurrentThreadCpuTime() - used);
        }
    }

    private <T> T catalog(Function<ModelCatalog, T> work) {
        return database.inTransaction(entities -> {
            Models models = new Models(entities);
            return work.apply(new ModelCatalog(entities, models, new ConnectionList(entities, models, vault)));
        });
    }

    private ModelLifecycle lifecycle(EntityManager entities, List<ModelsChanged> announced) {
        Models models = new Models(entities);
        Keys keys = new Keys(models, vault);
        Assembly assembly = new Assembly(entities, models, vault);
        Workshop workshop = new Workshop(
                entities,
                models,
                keys,
                new SecretHeaders(models, vault),
                new DefinitionCheck(assembly, models, keys, adapter.directory()),
                new AuditLog(entities, vault),
                new Announcement(entities, assembly, announced::add));
        return new ModelLifecycle(workshop, RefusedSecrets.UNNOTED, () -> new Actor("ada", true));
    }

    /** Each of its methods in a transaction, as its annotation has it in a container. */
    private final class Snapshot extends WholeSnapshot {
        @Override
        public long stamp() {
            return database.inTransaction(entities -> of(entities).stamp());
        }

        @Override
        public ModelSnapshot load() {
            return database.inTransaction(entities -> of(entities).load());
        }

        private WholeSnapshot of(EntityManager entities) {
            return new WholeSnapshot(entities, new Assembly(entities, new Models(entities), vault));
        }
    }

    @Override
    public void close() throws IOException {
        adapter.close();
        database.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
