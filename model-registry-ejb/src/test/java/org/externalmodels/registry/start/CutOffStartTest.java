package org.externalmodels.registry.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutOffStartTest {

    /** Its warning is meant here. Held, or the setting would be collected with the logger. */
    private static final Logger QUIET = Logger.getLogger(Schema.class.getName());

    static {
        QUIET.setLevel(Level.OFF);
    }

    private static final SchemaScripts SCRIPTS = new SchemaScripts();

    private final JdbcDataSource database = new JdbcDataSource();

    CutOffStartTest() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        database.setUser("sa");
    }

    @ParameterizedTest
    @CsvSource({
        "0, V1__registry.sql",
        "1, V2__traces.sql",
        "6, V7__usage.sql",
        "36, V37__usage_at_scale.sql",
        "37, V40__usage_horizon.sql"
    })
    void aFirstStartThatWasCutOffInAScriptIsMadeAnew(String before, String script) throws IOException, SQLException {
        cutOff(before, script);

        Schema.migrate(database);

        Set<String> tables = new HashSet<>(SCRIPTS.tables());
        tables.add(Schema.HISTORY);
        tables.removeAll(List.of("latency_sketch", "usage_sum_before"));
        assertThat(list("select lower(table_name) from information_schema.tables where table_schema = current_schema"))
                .containsExactlyInAnyOrderElementsOf(tables);
        assertThat(list("select kind from usage_horizon")).containsExactlyInAnyOrder("call", "hour", "day");
    }

    @Test
    void aDatabaseThatWasUsedIsNotMadeAnew() throws IOException, SQLException {
        cutOff("1", "V2__traces.sql");
        execute("insert into audit_entry (id, entry_time, actor, action, target_kind, target_id, target_name)"
                + " values (1, current_timestamp, 'anna', 'model.created', 'model', 'id', 'claims')");

        assertThatThrownBy(() -> Schema.migrate(database)).hasMessageContaining("already exists");

        assertThat(list("select actor from audit_entry")).containsExactly("anna");
    }

    @Test
    void aDatabaseWithTablesOfOthersIsNotMadeAnew() throws IOException, SQLException {
        cutOff("1", "V2__traces.sql");
        execute("create table invoices (id int)");

        assertThatThrownBy(() -> Schema.migrate(database)).hasMessageContaining("already exists");

        assertThat(list("select id from invoices")).isEmpty();
    }

    /** Half of a script is run, after all that come before it. */
    private void cutOff(String before, String script) throws IOException, SQLException {
        Schema.configuration(database, SCRIPTS).target(before + "?").load().migrate();
        String text;
        try (Reader reader = SCRIPTS.getResource(script).read()) {
            StringWriter whole = new StringWriter();
            reader.transferTo(whole);
            text = whole.toString();
        }
        List<String> statements = List.of(text.split(";\\s*\n"));
        for (String statement : statements.subList(0, statements.size() / 2)) {
            execute(statement);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> list(String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
