package org.externalmodels.integration.notes;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.externalmodels.workflow.server.ServerTransactions;

/** Notes in the database of an engine, written in the transactions that engines have. */
@ApplicationScoped
public class Notes {

    @Resource(name = "jdbc/Notes")
    private DataSource database;

    @Inject
    private ServerTransactions transactions;

    void makeTable() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists note (text varchar(100))");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails after it has written two notes, and in the midst of that one in a transaction of its own. */
    void writeAndFail(String text) {
        transactions.join(() -> {
            write(text + " before");
            transactions.begin(() -> write(text + " alone"));
            transactions.join(() -> write(text + " after"));
            throw new IllegalArgumentException(text);
        });
    }

    private boolean write(String text) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("insert into note (text) values (?)")) {
            statement.setString(1, text);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> texts() {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select text from note")) {
            while (found.next()) {
                texts.add(found.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }
}
