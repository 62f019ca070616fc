package io.jenkins.plugins.aidelivery.drift;

import java.util.List;

/** Where a table is, as a specification says it. */
public sealed interface TableSpec {
    /**
     * Files that are one table.
     *
     * @param patterns paths or patterns, one at least
     */
    record Files(List<String> patterns) implements TableSpec {
        public Files {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * A table of a database.
     *
     * @param connection name of a connection that an administrator defined
     * @param table its name, perhaps with a schema before it
     */
    record Table(String connection, String table) implements TableSpec {}

    /**
     * What a query returns.
     *
     * @param connection name of a connection that an administrator defined
     * @param sql one SELECT
     */
    record Query(String connection, String sql) implements TableSpec {}

    /**
     * What was kept of a table.
     *
     * @param path of the profile, in JSON
     */
    record Profile(String path) implements TableSpec {}
}
