package org.externalmodels.registry.submissions;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.WaitingSubmission;
import org.externalmodels.inference.spi.WaitingSubmissions;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sieve;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Role;

/** Shows the submissions of this server whose results are not delivered yet. What was asked and answered is not shown. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class SubmissionOffice {

    private final ModelDirectory directory;

    /** The container's proxies are made with it. */
    public SubmissionOffice() {
        this(null);
    }

    @Inject
    public SubmissionOffice(ModelDirectory directory) {
        this.directory = directory;
    }

    /**
     * Lists those of this server in the order in which they were submitted.
     *
     * @param search a part of the correlation id, the id, the destination or the model with its connection, empty for all
     * @param limit the most lines, at least 1
     * @param after {@link Slice#next} of the part before, empty for the first
     */
    public Slice<WaitingSubmission> slice(Optional<String> search, int limit, Optional<String> after) {
        return new Sieve<>(submissions()::list, WaitingSubmission::id, SubmissionOffice::texts)
                .slice(search, limit, after);
    }

    private static Stream<String> texts(WaitingSubmission one) {
        return Stream.of(one.correlationId(), one.id(), one.destination(), named(one));
    }

    private static String named(WaitingSubmission one) {
        return one.model() + one.connection().map(name -> "/" + name).orElse("");
    }

    public WaitingSubmission find(String id) {
        return submissions()
                .find(id)
                .orElseThrow(() -> RegistryException.notFound("This server has no submission with the id " + id
                        + " that waits: its result was delivered or is a dead letter, or another server has it"));
    }

    /** As {@link WaitingSubmissions#inDoubt}. */
    public int inDoubt() {
        return submissions().inDoubt();
    }

    private WaitingSubmissions submissions() {
        try {
            return directory.submissions();
        } catch (IllegalStateException stopped) {
            throw RegistryException.unavailable("The resource adapter is not started", stopped);
        }
    }
}
