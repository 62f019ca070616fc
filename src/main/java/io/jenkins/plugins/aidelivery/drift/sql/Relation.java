package io.jenkins.plugins.aidelivery.drift.sql;

import java.util.List;
import java.util.Optional;

/**
 * A table, a query or files, as an engine selects from it.
 *
 * @param label what people call it
 * @param from what follows FROM
 * @param columns in its order
 */
public record Relation(String label, String from, List<SqlColumn> columns) {
    public Relation {
        columns = List.copyOf(columns);
    }

    Optional<SqlColumn> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
