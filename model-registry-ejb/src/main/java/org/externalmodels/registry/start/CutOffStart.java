package org.externalmodels.registry.start;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A first start that ended while it made the tables. H2 keeps the tables of a script that was not run to its end, and the
 * script can never be run again. As long as nobody has done or called anything, nothing is lost with them.
 */
final class CutOffStart {

    private static final Pattern EMBEDDED = Pattern.compile("jdbc:h2:(?!tcp:|ssl:)");

    /** What people do is in the one, what is called in the other. */
    private static final List<String> TRACKS = List.of("audit_entry", "trace");

    private CutOffStart() {}

    /** Whether an embedded database has some of the tables, none that are not ours, and nothing in them that was ever used. */
    static boolean isIn(DataSource database, Flyway flyway, SchemaScripts scripts) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!EMBEDDED.matcher(connection.getMetaData().getURL()).lookingAt()
                    || flyway.info().pending().length == 0) {
                return false;
            }
            Set<String> tables = tables(statement);
            Set<String> ours = new HashSet<>(scripts.tables());
            ours.add(Schema.HISTORY);
            return !tables.isEmpty() && ours.containsAll(tables) && isUntouched(statement, tables);
        } catch (SQLException e) {
            throw new IllegalStateException("The tables of the registry cannot be listed", e);
        }
    }

    private static boolean isUntouched(Statement statement, Set<String> tables) throws SQLException {
        for (String track : TRACKS) {
            if (tables.contains(track)) {
                try (ResultSet row = statement.executeQuery("select 1 from " + track + " limit 1")) {
                    if (row.next()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static Set<String> tables(Statement statement) throws SQLException {
        Set<String> names = new HashSet<>();
        try (ResultSet rows = statement.executeQuery(
                "select table_name from information_schema.tables where table_schema = current_schema")) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
