package org.externalmodels.registry.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.audit.AuditVerdict.End;
import org.externalmodels.registry.audit.AuditVerdict.Finding;
import org.externalmodels.registry.audit.AuditVerdict.Kind;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.SecretVault;

/** Walks along the chain from its beginning, some entries at a time. */
@Dependent
public class AuditVerification {

    private final AuditSealer sealer;
    private final AuditPages pages;
    private final OpenVault vault;

    @Inject
    public AuditVerification(AuditSealer sealer, AuditPages pages, OpenVault vault) {
        this.sealer = sealer;
        this.pages = pages;
        this.vault = vault;
    }

    AuditVerdict verify(Optional<End> known) {
        while (sealer.seal()) {
            // Until everything that is written is part of what is looked at.
        }
        End end = pages.end();
        Walk walk = new Walk(vault.get(), known);
        List<AuditEntry> page = pages.after(0, end.position());
        while (!page.isEmpty()) {
            page.forEach(walk::next);
            page = pages.after(walk.position, end.position());
        }
        walk.end(end);
        pages.beyond(end.position()).forEach(walk::beyond);
        return new AuditVerdict(walk.findings.isEmpty(), walk.entries, end, walk.findings);
    }

    /** Where the walk is. */
    private static final class Walk {
        private final SecretVault vault;
        private final Optional<End> known;
        private final List<Finding> findings = new ArrayList<>();
        private long entries;
        private long position;
        private String seal = AuditChain.BEGINNING;

        private Walk(SecretVault vault, Optional<End> known) {
            this.vault = vault;
            this.known = known;
        }

        private void next(AuditEntry entry) {
            entries++;
            long at = entry.chainPosition().orElseThrow();
            boolean gap = at != position + 1;
            if (gap) {
                removed(position + 1, at - 1);
            }
            boolean own = ChainCodes.ofEntry(entry, vault).equals(entry.code());
            // Behind a gap nobody knows any more what the seal was made from.
            boolean sealed = gap || ChainCodes.seal(seal, at, entry, vault).equals(entry.seal());
            if (!sealed) {
                find(Kind.CHANGED, at, entry.id(), "The entry is not what was sealed here");
            } else if (!own) {
                find(Kind.INSERTED, at, entry.id(), "The entry was not written by this installation");
            }
            position = at;
            seal = String.valueOf(entry.seal());
            known.filter(end -> end.position() == at && !end.seal().equals(entry.seal()))
                    .ifPresent(end -> find(
                            Kind.REWRITTEN, at, entry.id(), "The chain had another seal here when its end was noted"));
        }

        private void end(End end) {
            if (position < end.position()) {
                removed(position + 1, end.position());
            } else if (!seal.equals(end.seal())) {
                find(Kind.CHANGED, position, null, "The last entry does not have the seal that the chain ends with");
            }
            known.filter(noted -> noted.position() > end.position())
                    .ifPresent(noted -> find(
                            Kind.REWRITTEN,
                            noted.position(),
                            null,
                            "The chain reached position " + noted.position() + " when its end was noted"));
        }

        private void beyond(AuditEntry entry) {
            entries++;
            find(
                    Kind.INSERTED,
                    entry.chainPosition().orElseThrow(),
                    entry.id(),
                    "The entry stands beyond the end of the chain");
        }

        private void removed(long first, long last) {
            String which = first == last
                    ? "The entry at position " + first + " is"
                    : "The entries " + first + " to " + last + " are";
            find(Kind.REMOVED, first, null, which + " gone");
        }

        private void find(Kind kind, long at, Long entry, String message) {
            if (findings.size() < AuditVerdict.MOST_FINDINGS) {
                findings.add(new Finding(kind, at, entry, message));
            }
        }
    }
}
