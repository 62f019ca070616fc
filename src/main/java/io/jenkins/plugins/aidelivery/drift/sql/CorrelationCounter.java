package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Numbers;
import io.jenkins.plugins.aidelivery.drift.profile.QualityProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Scale;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Adds up products of columns of numbers, pair by pair. Sums of doubles depend on their order; so each number is first put on a place
 * of 20 bits on its range in the reference, and what lies outside of it on its ends.
 */
final class CorrelationCounter {
    private static final int PLACES = 1 << 20;

    /** Of one statement. */
    private static final int MOST_PAIRS = 40;

    private static final int PER_PAIR = 6;

    private final SqlEngine engine;
    private final Dialect dialect;
    private final Relation relation;
    private final DatasetProfile reference;

    CorrelationCounter(SqlEngine engine, Relation relation, DatasetProfile reference) {
        this.engine = engine;
        this.dialect = engine.dialect();
        this.relation = relation;
        this.reference = reference;
    }

    private record Ends(String column, double low, double high) {}

    private record Two(Ends one, Ends other) {}

    /** @param columns whose numbers are looked at, as far as they are there and vary */
    List<QualityProfile.Pair> count(List<String> columns) throws IOException {
        List<Ends> ends = new ArrayList<>();
        for (String column : columns) {
            Optional<Numbers> numbers = reference.column(column).flatMap(ColumnProfile::asNumbers);
            if (numbers.isPresent() && relation.column(column).isPresent()) {
                double low = numbers.get().min();
                double high = numbers.get().max();
                if (low < high && Double.isFinite(PLACES / (high - low)) && Double.isFinite(high - low)) {
                    ends.add(new Ends(column, low, high));
                }
            }
        }
        List<Two> pairs = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            for (int j = i + 1; j < ends.size(); j++) {
                pairs.add(new Two(ends.get(i), ends.get(j)));
            }
        }
        List<QualityProfile.Pair> counted = new ArrayList<>();
        for (int start = 0; start < pairs.size(); start += MOST_PAIRS) {
            ask(pairs.subList(start, Math.min(pairs.size(), start + MOST_PAIRS)), counted);
        }
        return counted;
    }

    private void ask(List<Two> pairs, List<QualityProfile.Pair> counted) throws IOException {
        List<Ends> used = pairs.stream()
                .flatMap(pair -> List.of(pair.one(), pair.other()).stream())
                .distinct()
                .toList();
        StringBuilder numbers = new StringBuilder("SELECT ");
        StringBuilder places = new StringBuilder("SELECT ");
        for (int i = 0; i < used.size(); i++) {
            SqlColumn column = relation.column(used.get(i).column()).orElseThrow();
            numbers.append(i == 0 ? "" : ", ")
                    .append(dialect.number(column))
                    .append(" AS x")
                    .append(i);
            places.append(i == 0 ? "" : ", ")
                    .append(place("x" + i, used.get(i)))
                    .append(" AS q")
                    .append(i);
        }
        String sums = pairs.stream()
                .map(pair -> sums("q" + used.indexOf(pair.one()), "q" + used.indexOf(pair.other())))
                .collect(Collectors.joining(", "));
        engine.each(
                "SELECT " + sums + " FROM (" + places + " FROM (" + numbers + " FROM " + relation.from() + ") r) p",
                row -> {
                    for (int i = 0; i < pairs.size(); i++) {
                        counted.add(pair(pairs.get(i), row, PER_PAIR * i + 1));
                    }
                });
    }

    private String sums(String a, String b) {
        String both = "CASE WHEN " + b + " IS NOT NULL THEN ";
        String other = "CASE WHEN " + a + " IS NOT NULL THEN ";
        return "COUNT(" + a + " * " + b + "), " + dialect.exactSum(both + a + " END") + ", "
                + dialect.exactSum(other + b + " END") + ", "
                + dialect.exactSum(both + a + " * " + a + " END") + ", "
                + dialect.exactSum(other + b + " * " + b + " END") + ", " + dialect.exactSum(a + " * " + b);
    }

    /** Null of what is no finite number. */
    private String place(String x, Ends ends) {
        String low = dialect.literal(ends.low());
        String floor = dialect.floor(
                dialect.product("(" + x + " - " + low + ")", PLACES / (ends.high() - ends.low())), Scale.BITS);
        return "CASE WHEN " + x + " BETWEEN " + low + " AND " + dialect.literal(ends.high()) + " THEN " + floor
                + " WHEN " + x + " BETWEEN " + dialect.literal(-Double.MAX_VALUE) + " AND " + low + " THEN "
                + dialect.zero() + " WHEN " + x + " BETWEEN " + dialect.literal(ends.high()) + " AND "
                + dialect.literal(Double.MAX_VALUE) + " THEN CAST(" + PLACES + " AS BIGINT) END";
    }

    private static QualityProfile.Pair pair(Two pair, ResultSet row, int at) throws SQLException {
        BigInteger[] sums = new BigInteger[PER_PAIR - 1];
        for (int i = 0; i < sums.length; i++) {
            String sum = row.getString(at + 1 + i);
            sums[i] = sum == null ? BigInteger.ZERO : new BigDecimal(sum).toBigInteger();
        }
        return new QualityProfile.Pair(
                pair.one().column(),
                pair.other().column(),
                row.getLong(at),
                sums[0],
                sums[1],
                sums[2],
                sums[3],
                sums[4]);
    }
}
