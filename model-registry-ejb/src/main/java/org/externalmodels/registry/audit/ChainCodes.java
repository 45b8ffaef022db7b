package org.externalmodels.registry.audit;

import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.secrets.SecretVault;

/**
 * What an entry is recognised by. Both codes need the installation's key, which is not in the database: who can write there
 * can make neither.
 */
final class ChainCodes {

    private ChainCodes() {}

    /** Covers the entry alone, its number included. */
    static String ofEntry(AuditEntry entry, SecretVault vault) {
        return vault.fingerprint("audit entry", Secret.of(content(entry)));
    }

    /** Covers the entry, its place and, through the seal before, all that comes before it. */
    static String seal(String before, long position, AuditEntry entry, SecretVault vault) {
        return vault.fingerprint("audit seal", Secret.of(before + "\n" + position + "\n" + content(entry)));
    }

    /** Each text with its length, so that no two entries have the same content. */
    private static String content(AuditEntry entry) {
        StringBuilder content = new StringBuilder(512);
        Stream.of(
                        Long.toString(entry.id()),
                        entry.time().toString(),
                        entry.actor(),
                        entry.remoteAddress().orElse(null),
                        entry.requestId().orElse(null),
                        entry.action(),
                        entry.targetKind(),
                        entry.targetId(),
                        entry.targetName(),
                        entry.before(),
                        entry.after())
                .map(Optional::ofNullable)
                .forEach(text -> content.append(
                        text.map(value -> value.length() + ":" + value).orElse("-")));
        return content.toString();
    }
}
