package org.externalmodels.admin.download;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.externalmodels.registry.Slice;

/**
 * A list as CSV, written part by part while it is read, so that it may be of any length.
 *
 * @param head the names of the columns
 * @param cells what a line says in them
 * @param following the part that begins at a place
 */
record PartedCsv<T>(List<String> head, Function<T, List<?>> cells, Function<String, Slice<T>> following) {

    /** What the last line says if the rest cannot be read: a short file must not look like a short list. */
    static final String INCOMPLETE = "INCOMPLETE: the rest could not be read";

    /** The list from its first part on, which is read already. */
    Download from(Slice<T> first) {
        return out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            try {
                write(writer, first);
            } catch (RuntimeException failed) {
                Csv.line(writer, List.of(INCOMPLETE));
                writer.flush();
                throw failed;
            }
            writer.flush();
        };
    }

    private void write(Writer out, Slice<T> first) throws IOException {
        Csv.line(out, head);
        Slice<T> part = first;
        while (true) {
            for (T item : part.items()) {
                Csv.line(out, cells.apply(item));
            }
            if (part.next().isEmpty()) {
                return;
            }
            part = following.apply(part.next().get());
        }
    }
}
