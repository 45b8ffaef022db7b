package org.externalmodels.registry.exchange;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.GivenSecret;

/**
 * A kind of thing that the document has a list of.
 *
 * @param <T> one of them as the document has it
 */
interface ExchangedKind<T> {

    /** The member of the document that has the list. */
    String list();

    /** What people call one of them. */
    String word();

    /** All there are, in an order that does not depend on when they were added. No secret is opened for it. */
    JsonArray write(SecretNames secrets);

    /**
     * Reads one.
     *
     * @param at where it stands in the document
     * @throws RegistryException with the place of each problem
     */
    T read(String at, JsonObject json);

    /** What tells it from the others of its kind. */
    String name(T item);

    /** The keys and other secrets that one comes with and that are not there already. */
    default List<GivenSecret> secrets(T item) {
        return List.of();
    }

    /**
     * Makes one as the document has it, by the same steps as people do: the same rules hold and the same is recorded.
     *
     * @return empty if it is new, otherwise what differed
     * @throws RegistryException with problems that name fields of the item
     */
    Optional<List<String>> apply(Actor actor, T item);
}
