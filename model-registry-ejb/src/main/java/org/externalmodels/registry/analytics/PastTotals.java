package org.externalmodels.registry.analytics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.model.Columns;

/** Totals of hours and days whose trends were stored before there were totals. Not for several threads. */
public final class PastTotals {

    private static final int ROWS_AT_ONCE = 500;

    private static final String NEW = StoredTotals.NEW + " values (" + Sql.marks(StoredTotals.COLUMNS.size()) + ")";

    private static final String TRENDS =
            "select id, " + String.join(", ", Trend.COLUMNS) + " from usage_trend order by id";

    private final Connection connection;
    private Trend total = new Trend();
    private long period;

    public PastTotals(Connection connection) {
        this.connection = connection;
    }

    /** Makes them, in the transaction that is under way. Trends of a period follow each other. */
    public void make() throws SQLException {
        try (Statement trends = connection.createStatement();
                PreparedStatement totals = connection.prepareStatement(NEW)) {
            trends.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = trends.executeQuery(TRENDS)) {
                while (rows.next()) {
                    long next = SumIds.period(rows.getLong(1));
                    if (next != period) {
                        store(totals);
                        total = new Trend();
                        period = next;
                    }
                    total.add(Trend.read(rows, 2));
                }
            }
            store(totals);
        }
    }

    private void store(PreparedStatement totals) throws SQLException {
        if (total.counts().calls().requests() == 0) {
            return;
        }
        Object[] row = StoredTotals.row(period, total);
        for (int i = 0; i < row.length; i++) {
            totals.setObject(i + 1, row[i] instanceof Instant time ? Columns.time(time) : row[i]);
        }
        totals.executeUpdate();
    }
}
