package org.externalmodels.admin.console.settings;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.exchange.Exchange;
import org.externalmodels.registry.exchange.ImportResult;
import org.omnifaces.cdi.ViewScoped;

/** Takes an exported document in: first it shows what would change, then it changes it. */
@Named
@ViewScoped
public class MoveModels implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private Exchange exchange;

    private String document;
    private String looked;
    private transient ImportResult result;
    private Problems problems = Problems.NONE;

    /** Shows the difference, and keeps nothing. */
    public void look() {
        run(true);
        looked = problems.any() || result == null || !result.problems().isEmpty() ? null : document;
    }

    /** Makes the registry as the document has it. */
    public void apply() {
        if (document == null || !document.equals(looked)) {
            problems = Problems.of(
                    "The document is not the one whose difference was shown. Look at the difference first.");
            result = null;
            looked = null;
            return;
        }
        run(false);
        if (!problems.any()) {
            Notices.done("The document is taken in: " + result.added().size() + " added, "
                    + result.changed().size() + " changed, "
                    + result.unchanged().size() + " as they were.");
            looked = null;
            document = null;
        }
    }

    private void run(boolean dry) {
        result = null;
        problems = Attempt.at(() -> {
            if (document == null || document.isBlank()) {
                throw RegistryException.invalid("document", "is empty: choose a file, or paste the text of one");
            }
            result = exchange.importDocument(document, dry);
        });
    }

    /** What is wrong with the document, as its dry run found it. */
    public List<String> getFaults() {
        return result == null
                ? List.of()
                : result.problems().stream().map(MoveModels::fault).toList();
    }

    private static String fault(DefinitionProblem problem) {
        String place = problem.line().isPresent()
                ? "Line " + problem.line().getAsInt()
                        + (problem.column().isPresent()
                                ? ", column " + problem.column().getAsInt()
                                : "") + ": "
                : "";
        return place + problem.field() + " " + problem.message();
    }

    public boolean isLooked() {
        return looked != null;
    }

    /** Whether the document would change anything. */
    public boolean isDifferent() {
        return result != null && !(result.added().isEmpty() && result.changed().isEmpty());
    }

    public ImportResult getResult() {
        return result;
    }

    public Problems getProblems() {
        return problems;
    }

    public String getDocument() {
        return document;
    }

    public void setDocument(String document) {
        this.document = document;
    }
}
