package org.externalmodels.registry.exchange;

import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;

/**
 * What an import did, or would do.
 *
 * @param dryRun whether nothing was kept on purpose
 * @param applied whether it is done
 * @param added names of new models
 * @param changed models and what differs
 * @param unchanged names of those that are as the document has them
 * @param problems what is wrong; then nothing is done at all
 */
public record ImportResult(
        boolean dryRun,
        boolean applied,
        List<String> added,
        List<Changed> changed,
        List<String> unchanged,
        List<DefinitionProblem> problems) {

    public ImportResult {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        unchanged = List.copyOf(unchanged);
        problems = List.copyOf(problems);
    }

    /**
     * A model that differs.
     *
     * @param fields such as {@code endpoint} or {@code connections.main.baseUrl}
     */
    public record Changed(String name, List<String> fields) {
        public Changed {
            fields = List.copyOf(fields);
        }
    }

    ImportResult kept(boolean done) {
        return new ImportResult(dryRun, done, added, changed, unchanged, problems);
    }
}
