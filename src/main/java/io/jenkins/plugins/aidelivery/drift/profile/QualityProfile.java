package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was found of a table as a whole.
 *
 * @param duplicates rows that are there before; null if nobody asked
 * @param keys of its rows; null if nobody asked
 * @param overlap with the reference; null if nobody asked, or the two were not in one place
 * @param correlations of its numbers, pair by pair
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QualityProfile(Long duplicates, Keys keys, Overlap overlap, List<Pair> correlations) {
    public static final QualityProfile NONE = new QualityProfile(null, null, null, List.of());

    public QualityProfile {
        correlations = correlations == null ? List.of() : List.copyOf(correlations);
    }

    /**
     * The keys of a table.
     *
     * @param columns that make it
     * @param incomplete rows without a value in one of them
     * @param repeated rows whose key is there before, of the complete ones
     */
    public record Keys(List<String> columns, long incomplete, long repeated) {
        public Keys {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Rows that both tables have.
     *
     * @param columns that were compared
     * @param shared rows of the current table that the reference has
     * @param rows of the current table
     * @param single rows of the reference that are there once
     * @param referenceRows its rows
     */
    public record Overlap(List<String> columns, long shared, long rows, long single, long referenceRows) {
        public Overlap {
            columns = List.copyOf(columns);
        }

        /** Share of the current rows, 0 … 1. */
        public double share() {
            return rows == 0 ? 0 : (double) shared / rows;
        }

        /** The share that new rows of the same kind would have: as often as rows repeat in the reference (I. J. Good, 1953). */
        public double byChance() {
            return referenceRows == 0 ? 0 : 1 - (double) single / referenceRows;
        }
    }

    /**
     * Two columns of numbers. Sums are of places on the reference's range, and exact.
     *
     * @param one column
     * @param other column
     * @param rows that have both
     * @param a sum of the one's places
     * @param b sum of the other's
     * @param a2 sum of squares
     * @param b2 sum of squares
     * @param ab sum of products
     */
    public record Pair(
            String one,
            String other,
            long rows,
            BigInteger a,
            BigInteger b,
            BigInteger a2,
            BigInteger b2,
            BigInteger ab) {
        /** K. Pearson's coefficient, -1 … 1; NaN where one of them doesn't vary. */
        public double correlation() {
            BigInteger n = BigInteger.valueOf(rows);
            double covariance = n.multiply(ab).subtract(a.multiply(b)).doubleValue();
            double one = n.multiply(a2).subtract(a.multiply(a)).doubleValue();
            double two = n.multiply(b2).subtract(b.multiply(b)).doubleValue();
            return one > 0 && two > 0
                    ? Math.max(-1, Math.min(1, covariance / Math.sqrt(one) / Math.sqrt(two)))
                    : Double.NaN;
        }

        Pair plus(Pair more) {
            return new Pair(
                    one,
                    other,
                    rows + more.rows,
                    a.add(more.a),
                    b.add(more.b),
                    a2.add(more.a2),
                    b2.add(more.b2),
                    ab.add(more.ab));
        }
    }

    public Optional<Long> repeatedRows() {
        return Optional.ofNullable(duplicates);
    }

    public Optional<Keys> key() {
        return Optional.ofNullable(keys);
    }

    public Optional<Overlap> shared() {
        return Optional.ofNullable(overlap);
    }

    /** Of two columns. */
    public Optional<Pair> pair(String one, String other) {
        return correlations.stream()
                .filter(pair -> pair.one().equals(one) && pair.other().equals(other))
                .findFirst();
    }

    /** With rows that the reference has, too. */
    public QualityProfile with(Overlap other) {
        return new QualityProfile(duplicates, keys, other, correlations);
    }

    /** Of two tables: which rows of one are in the other, nobody knows. */
    QualityProfile plus(QualityProfile more) {
        List<Pair> sums = new ArrayList<>();
        for (Pair pair : correlations) {
            more.pair(pair.one(), pair.other()).map(pair::plus).ifPresent(sums::add);
        }
        return new QualityProfile(null, null, null, sums);
    }
}
