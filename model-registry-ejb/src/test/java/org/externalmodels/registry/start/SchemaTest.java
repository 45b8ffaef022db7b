package org.externalmodels.registry.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

    @Test
    void whatIsCommittedInH2IsWrittenBeforeAnybodyIsToldSo(@TempDir Path folder) throws SQLException {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("registry"));
        database.setUser("sa");

        Schema.migrate(database);
        Schema.migrate(database);

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet setting = statement.executeQuery("select setting_value from information_schema.settings"
                        + " where setting_name = 'WRITE_DELAY'")) {
            assertThat(setting.next()).isTrue();
            assertThat(setting.getInt(1)).isZero();
        }
    }
}
