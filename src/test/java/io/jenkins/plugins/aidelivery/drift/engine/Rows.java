package io.jenkins.plugins.aidelivery.drift.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Puts rows into a table of any engine: many in one statement, because some take half a second for each. */
public final class Rows {
    private Rows() {}

    /** @param perStatement a divisor of the number of rows */
    public static void insert(Connection connection, String table, List<List<Object>> rows, int perStatement)
            throws SQLException {
        String row = "(" + String.join(", ", Collections.nCopies(rows.get(0).size(), "?")) + ")";
        String sql = "INSERT INTO " + table + " VALUES " + String.join(", ", Collections.nCopies(perStatement, row));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int first = 0; first < rows.size(); first += perStatement) {
                int parameter = 1;
                for (List<Object> values : rows.subList(first, first + perStatement)) {
                    for (Object value : values) {
                        insert.setObject(parameter++, value);
                    }
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
