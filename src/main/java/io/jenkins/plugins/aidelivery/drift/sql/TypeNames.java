package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.sql.Types;
import java.util.Locale;
import java.util.Set;

/**
 * What the names of types say. Drivers give types of their own the codes of others (a huge integer is "other", money a double), so that
 * names come first; a name that nobody knows, such as that of an enumeration, is what its code says.
 */
final class TypeNames {
    private static final Set<String> NUMBERS = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "integer",
            "int",
            "int2",
            "int4",
            "int8",
            "bigint",
            "hugeint",
            "utinyint",
            "usmallint",
            "uinteger",
            "ubigint",
            "uhugeint",
            "smallserial",
            "serial",
            "bigserial",
            "decimal",
            "numeric",
            "number",
            "real",
            "float",
            "float4",
            "float8",
            "double",
            "double precision");

    private static final Set<String> TEXTS = Set.of(
            "varchar",
            "character varying",
            "char",
            "character",
            "bpchar",
            "nchar",
            "nvarchar",
            "text",
            "string",
            "name",
            "citext",
            "uuid");

    private static final Set<String> TIMES = Set.of(
            "date",
            "datetime",
            "timestamp",
            "timestamptz",
            "timestamp_ntz",
            "timestamp_ltz",
            "timestamp_s",
            "timestamp_ms",
            "timestamp_ns",
            "timestamp with time zone",
            "timestamp without time zone");

    private static final Set<String> OTHERS = Set.of("money", "unknown");

    private TypeNames() {}

    /**
     * The kind of a column.
     *
     * @param type as the driver calls it
     * @param code of {@link Types}
     */
    static Kind kind(String type, int code) {
        String name = name(type);
        if (NUMBERS.contains(name)) {
            return Kind.NUMBER;
        }
        if (TEXTS.contains(name)) {
            return Kind.TEXT;
        }
        if (TIMES.contains(name)) {
            return Kind.TIME;
        }
        if (name.equals("bool") || name.equals("boolean")) {
            return Kind.BOOLEAN;
        }
        return OTHERS.contains(name) || name.endsWith("]") || name.startsWith("_") ? Kind.OTHER : kind(code);
    }

    private static Kind kind(int code) {
        return switch (code) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.FLOAT,
                    Types.REAL,
                    Types.DOUBLE,
                    Types.NUMERIC,
                    Types.DECIMAL -> Kind.NUMBER;
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                Kind.TEXT;
            case Types.BIT, Types.BOOLEAN -> Kind.BOOLEAN;
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> Kind.TIME;
            default -> Kind.OTHER;
        };
    }

    /** Whether texts are filled with blanks up to a fixed length. */
    static boolean isPadded(String type) {
        return Set.of("char", "character", "nchar", "bpchar").contains(name(type));
    }

    /** Whether times know where on earth they are. */
    static boolean hasZone(String type) {
        return name(type).equals("timestamptz") || name(type).endsWith("with time zone");
    }

    /** In lower case, without lengths and digits: {@code timestamp(6) with time zone} is a timestamp with time zone. */
    static String name(String type) {
        return type.toLowerCase(Locale.ROOT).replaceAll("\\([^)]*\\)", "").strip();
    }
}
