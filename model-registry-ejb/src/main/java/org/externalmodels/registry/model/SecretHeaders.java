package org.externalmodels.registry.model;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** Header values that people must not see. Like keys they are given for one origin. */
@Dependent
public class SecretHeaders {

    private static final String OWNER = "header/";

    private final Models models;
    private final OpenVault vault;

    @Inject
    public SecretHeaders(Models models, OpenVault vault) {
        this.models = models;
        this.vault = vault;
    }

    /**
     * Takes the secret values out of a definition and leaves references to where they are stored.
     *
     * @param before the definition that is replaced, whose values are kept where no new ones are given
     * @param problems takes what has to be given again
     */
    public Definition store(
            Model model, Definition given, Optional<Definition> before, List<DefinitionProblem> problems) {
        List<Header> stored = new ArrayList<>();
        for (Header header : given.headers()) {
            if (!header.secret()) {
                stored.add(Header.of(header.name(), header.value(), false));
            } else if (header.givesSecret()) {
                stored.add(seal(model, given, header));
            } else {
                String reference = before.flatMap(definition -> secretHeader(definition, header.name()))
                        .map(Header::reference)
                        .orElse(null);
                if (reference != null && !origin(given).equals(origin(before.orElseThrow()))) {
                    problems.add(DefinitionProblem.of(
                            "headers[" + stored.size() + "].value",
                            "The endpoint moves to another host: give the value of " + header.name() + " again"));
                }
                stored.add(new Header(header.name(), null, true, reference));
            }
        }
        return given.withHeaders(stored);
    }

    /** A former definition with references only to the values that are still there: the others are asked for again. */
    public Definition restored(Model model, Definition former) {
        return former.withHeaders(former.headers().stream()
                .map(header -> header.secret() && !opens(model, former, header)
                        ? Header.of(header.name(), null, true)
                        : header)
                .toList());
    }

    /** The secret headers whose value is missing or does not open. */
    public List<Header> withoutValue(Model model, Definition definition) {
        return definition.headers().stream()
                .filter(Header::secret)
                .filter(header -> !opens(model, definition, header))
                .toList();
    }

    /** Whether this is the stored value of a header already. */
    public boolean holds(Model model, Definition definition, String name, Secret value) {
        Optional<StoredSecret> stored =
                secretHeader(definition, name).map(Header::reference).map(models::secret);
        if (stored.isEmpty()) {
            return false;
        }
        try {
            return stored.get()
                    .open(vault.get(), owner(model.id(), definition, name))
                    .equals(value);
        } catch (UnreadableSecretException unreadable) {
            return false;
        }
    }

    private boolean opens(Model model, Definition definition, Header header) {
        StoredSecret stored = header.reference() == null ? null : models.secret(header.reference());
        if (stored == null) {
            return false;
        }
        try {
            stored.open(vault.get(), owner(model.id(), definition, header.name()));
            return true;
        } catch (UnreadableSecretException unreadable) {
            return false;
        }
    }

    /** Lets go of values that neither the revision that serves nor the draft refers to. */
    public void keepOnlyUsed(Model model) {
        Set<String> used = IntStream.of(model.shownRevision(), model.newestRevision())
                .mapToObj(number -> models.revision(model, number).definition())
                .flatMap(definition -> definition.headers().stream())
                .map(Header::reference)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        for (StoredSecret secret : models.secrets(model)) {
            if (secret.owner().startsWith(OWNER) && !used.contains(secret.id())) {
                models.removeSecret(secret.id());
            }
        }
    }

    private Header seal(Model model, Definition definition, Header header) {
        StoredSecret secret = new StoredSecret(
                model.id(), owner(model.id(), definition, header.name()), Secret.of(header.value()), vault.get());
        models.add(secret);
        return new Header(header.name(), null, true, secret.id());
    }

    /** The owner of a header's stored value. */
    public static String owner(String modelId, Definition definition, String headerName) {
        return OWNER + modelId + "/" + origin(definition) + "/" + headerName.toLowerCase(Locale.ROOT);
    }

    private static String origin(Definition definition) {
        return Keys.origin(definition, Optional.empty());
    }

    private static Optional<Header> secretHeader(Definition definition, String name) {
        return definition.headers().stream()
                .filter(header -> header.secret() && header.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
