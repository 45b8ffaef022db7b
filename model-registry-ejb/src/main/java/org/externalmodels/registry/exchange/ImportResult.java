package org.externalmodels.registry.exchange;

import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;

/**
 * What an import did, or would do.
 *
 * @param dryRun whether nothing was kept on purpose
 * @param applied whether it is done
 * @param added what is new
 * @param changed what differs, and in what
 * @param unchanged what is as the document has it
 * @param problems what is wrong; then nothing is done at all
 */
public record ImportResult(
        boolean dryRun,
        boolean applied,
        List<Item> added,
        List<Changed> changed,
        List<Item> unchanged,
        List<DefinitionProblem> problems) {

    public ImportResult {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        unchanged = List.copyOf(unchanged);
        problems = List.copyOf(problems);
    }

    /**
     * Something that the document has.
     *
     * @param kind {@code authorization profile}, {@code model}, {@code price} or {@code limit}
     * @param name what tells it from others of its kind
     */
    public record Item(String kind, String name) {}

    /**
     * Something that differs.
     *
     * @param kind as that of an {@link Item}
     * @param name as that of an {@link Item}
     * @param fields such as {@code endpoint} or {@code connections.main.baseUrl}
     */
    public record Changed(String kind, String name, List<String> fields) {
        public Changed {
            fields = List.copyOf(fields);
        }
    }

    ImportResult kept(boolean done) {
        return new ImportResult(dryRun, done, added, changed, unchanged, problems);
    }
}
