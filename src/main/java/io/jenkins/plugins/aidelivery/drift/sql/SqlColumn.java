package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;

/**
 * A column of a relation.
 *
 * @param name as people call it
 * @param sql how the relation is asked for it: its name, quoted, or an expression that can stand where a name can
 * @param kind of its cells
 * @param type as the engine calls it
 * @param isText whether its cells are texts that have to be read as the kind says
 */
public record SqlColumn(String name, String sql, Kind kind, String type, boolean isText) {
    /** A column that stands in the paths of files. */
    static SqlColumn partition(String key, String sql, Kind kind) {
        return new SqlColumn(key, sql, kind, ColumnProfile.PARTITION, true);
    }

    SqlColumn as(Kind other) {
        return new SqlColumn(name, sql, other, type, isText);
    }
}
