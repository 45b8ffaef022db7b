package org.externalmodels.registry;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.externalmodels.registry.model.Columns;

/** Plain SQL for rows by the thousand, in the transaction that is under way. */
public final class Sql {

    private static final int ROWS_AT_ONCE = 500;

    /** Rows of one insert: a statement for each costs a database more than the row does. */
    private static final int ROWS_OF_AN_INSERT = 50;

    private final DataSource database;

    public Sql(DataSource database) {
        this.database = database;
    }

    /** Makes a value of a row. */
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Looks at a row. */
    public interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    public <T> List<T> list(String sql, List<?> parameters, RowReader<T> reader) {
        List<T> found = new ArrayList<>();
        each(sql, parameters, row -> found.add(reader.read(row)));
        return found;
    }

    /** Visits rows one after the other, so that there may be many. */
    public void each(String sql, List<?> parameters, RowVisitor visitor) {
        each(sql, parameters, ROWS_AT_ONCE, visitor);
    }

    /**
     * Visits rows that are had at once, as those of sums are, of which there are few: PostgreSQL has several processes work
     * at a statement only if it is asked for all rows.
     *
     * @return how many there were
     */
    public int whole(String sql, List<?> parameters, RowVisitor visitor) {
        return each(sql, parameters, 0, visitor);
    }

    private int each(String sql, List<?> parameters, int rowsAtOnce, RowVisitor visitor) {
        return on(sql, statement -> {
            set(statement, parameters);
            statement.setFetchSize(rowsAtOnce);
            int count = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                    count++;
                }
            }
            return count;
        });
    }

    public int update(String sql, List<?> parameters) {
        return on(sql, statement -> {
            set(statement, parameters);
            return statement.executeUpdate();
        });
    }

    /** Executes a statement once for each row, in few round trips; says how many rows each time changed. */
    public int[] batch(String sql, List<Object[]> rows) {
        return rows.isEmpty() ? new int[0] : batch(sql, rows, types(rows));
    }

    private int[] batch(String sql, List<Object[]> rows, int[] types) {
        return on(sql, statement -> {
            int[] changed = new int[rows.size()];
            int done = 0;
            for (int i = 0; i < rows.size(); i++) {
                Object[] row = rows.get(i);
                for (int column = 0; column < row.length; column++) {
                    set(statement, column + 1, row[column], types[column]);
                }
                statement.addBatch();
                if ((i + 1) % ROWS_AT_ONCE == 0 || i + 1 == rows.size()) {
                    int[] part = statement.executeBatch();
                    System.arraycopy(part, 0, changed, done, part.length);
                    done += part.length;
                }
            }
            return changed;
        });
    }

    /**
     * Inserts rows, many with each statement.
     *
     * @param into {@code insert into}, the table, and the columns in parentheses
     */
    public void insert(String into, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String row = "(" + marks(rows.get(0).length) + ")";
        int whole = rows.size() - rows.size() % ROWS_OF_AN_INSERT;
        if (whole > 0) {
            String many = into + " values " + (row + ",").repeat(ROWS_OF_AN_INSERT - 1) + row;
            List<Object[]> grouped = new ArrayList<>();
            for (int i = 0; i < whole; i += ROWS_OF_AN_INSERT) {
                grouped.add(rows.subList(i, i + ROWS_OF_AN_INSERT).stream()
                        .flatMap(Arrays::stream)
                        .toArray());
            }
            batch(many, grouped, repeated(types(rows), ROWS_OF_AN_INSERT));
        }
        List<Object[]> rest = rows.subList(whole, rows.size());
        if (!rest.isEmpty()) {
            batch(into + " values " + row, rest, types(rows));
        }
    }

    private static int[] repeated(int[] types, int times) {
        int[] all = new int[types.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(types, 0, all, i * types.length, types.length);
        }
        return all;
    }

    /** A number that may be unknown, {@code null} then. */
    public static Long nullable(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** An exact number without zeros that say nothing; {@code null} if unknown. */
    public static BigDecimal decimal(ResultSet row, String column) throws SQLException {
        return plain(row.getBigDecimal(column));
    }

    /** Without zeros that say nothing, and without an exponent. */
    public static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    public static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** As many question marks as there are values, with commas. */
    public static String marks(int count) {
        return "?,".repeat(count).substring(0, 2 * count - 1);
    }

    private <T> T on(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException failure) {
            throw new IllegalStateException("The database did not do what it was asked", failure);
        }
    }

    private static void set(PreparedStatement statement, List<?> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            set(statement, i + 1, parameters.get(i), Types.NULL);
        }
    }

    private static void set(PreparedStatement statement, int at, Object value, int typeOfNull) throws SQLException {
        if (value == null) {
            statement.setNull(at, typeOfNull);
        } else if (value instanceof Instant time) {
            statement.setObject(at, Columns.time(time));
        } else {
            statement.setObject(at, value);
        }
    }

    /** PostgreSQL's driver prepares anew whenever a column's type seems to change, so a null is of its column's type. */
    private static int[] types(List<Object[]> rows) {
        int[] types = new int[rows.get(0).length];
        for (int column = 0; column < types.length; column++) {
            types[column] = Types.NULL;
            for (Object[] row : rows) {
                if (row[column] != null) {
                    types[column] = type(row[column]);
                    break;
                }
            }
        }
        return types;
    }

    private static int type(Object value) {
        return value instanceof Long
                ? Types.BIGINT
                : value instanceof Integer
                        ? Types.INTEGER
                        : value instanceof BigDecimal
                                ? Types.NUMERIC
                                : value instanceof Boolean
                                        ? Types.BOOLEAN
                                        : value instanceof Instant ? Types.TIMESTAMP_WITH_TIMEZONE : Types.VARCHAR;
    }
}
