package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What stays of a column.
 *
 * @param name of the column
 * @param kind of its cells
 * @param type its type as the engine calls it
 * @param rows of the table
 * @param nulls cells without a value
 * @param invalid cells that hold a text where the kind is a number
 * @param oddities cells with a number that is none
 * @param numbers the finite ones; null if there are none
 * @param categories its texts; null if they weren't counted
 * @param lengths of its texts, in characters; null if it has none
 * @param vocabulary of some of its texts; null if they weren't looked at
 * @param vectors what stays of some of its vectors; null if they weren't looked at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnProfile(
        String name,
        Kind kind,
        String type,
        long rows,
        long nulls,
        long invalid,
        Oddities oddities,
        Numbers numbers,
        Categories categories,
        Numbers lengths,
        Vocabulary vocabulary,
        Vectors vectors) {
    /** The type of a column that stands in the paths of files. */
    public static final String PARTITION = "partition";

    public ColumnProfile {
        if (name == null || kind == null || oddities == null) {
            throw new IllegalArgumentException("a column has a name, a kind and a count of oddities");
        }
        type = type == null ? "" : type;
        if (Math.min(rows, Math.min(nulls, invalid)) < 0 || rows - nulls - invalid - oddities.total() < 0) {
            throw new IllegalArgumentException("column '" + name + "' has more odd cells than rows");
        }
    }

    /** Without what only rows tell. */
    public ColumnProfile(
            String name,
            Kind kind,
            String type,
            long rows,
            long nulls,
            long invalid,
            Oddities oddities,
            Numbers numbers,
            Categories categories,
            Numbers lengths) {
        this(name, kind, type, rows, nulls, invalid, oddities, numbers, categories, lengths, null, null);
    }

    /**
     * Numbers that are none, or beyond all.
     *
     * @param nan not a number
     * @param positiveInfinity rows
     * @param negativeInfinity rows
     */
    public record Oddities(long nan, long positiveInfinity, long negativeInfinity) {
        public static final Oddities NONE = new Oddities(0, 0, 0);

        public long total() {
            return nan + positiveInfinity + negativeInfinity;
        }

        Oddities plus(Oddities other) {
            return new Oddities(
                    nan + other.nan,
                    positiveInfinity + other.positiveInfinity,
                    negativeInfinity + other.negativeInfinity);
        }
    }

    public Optional<Numbers> asNumbers() {
        return Optional.ofNullable(numbers);
    }

    public Optional<Categories> asCategories() {
        return Optional.ofNullable(categories);
    }

    public Optional<Numbers> asLengths() {
        return Optional.ofNullable(lengths);
    }

    /** The numbers that are compared: those of the column, or the lengths of its texts. */
    public Optional<Numbers> compared() {
        return kind == Kind.TEXT ? asLengths() : asNumbers();
    }

    /** With other numbers to compare. */
    public ColumnProfile withCompared(Numbers other) {
        boolean text = kind == Kind.TEXT;
        return new ColumnProfile(
                name,
                kind,
                type,
                rows,
                nulls,
                invalid,
                oddities,
                text ? numbers : other,
                categories,
                text ? other : lengths,
                vocabulary,
                vectors);
    }

    public Optional<Vocabulary> asVocabulary() {
        return Optional.ofNullable(vocabulary);
    }

    public Optional<Vectors> asVectors() {
        return Optional.ofNullable(vectors);
    }

    /** Whether it holds texts that are no categories. */
    public boolean hasFreeTexts() {
        return kind == Kind.TEXT && lengths != null;
    }

    /** With what some of its texts have told. */
    public ColumnProfile with(Vocabulary told) {
        return new ColumnProfile(
                name, kind, type, rows, nulls, invalid, oddities, numbers, categories, lengths, told, vectors);
    }

    /** With what some of its vectors have told. */
    public ColumnProfile with(Vectors told) {
        return new ColumnProfile(
                name, kind, type, rows, nulls, invalid, oddities, numbers, categories, lengths, vocabulary, told);
    }

    /** Whether all rows have one value because files were chosen by it: {@code day=2026-01-31} in all their paths. */
    @JsonIgnore
    public boolean isChosen() {
        return type.equals(PARTITION)
                && (numbers == null || !(numbers.min() < numbers.max()))
                && (categories == null || categories.distinct() <= 1);
    }

    /** Cells that hold what the kind promises. */
    public long usable() {
        return rows - nulls - invalid - oddities.total();
    }

    ColumnProfile thinned(long minimum, Optional<ColumnProfile> reference) {
        return new ColumnProfile(
                name,
                kind,
                type,
                rows,
                nulls,
                invalid,
                oddities,
                asNumbers()
                        .flatMap(all -> all.thinned(minimum, reference.flatMap(ColumnProfile::asNumbers)))
                        .orElse(null),
                asCategories().map(all -> all.thinned(minimum)).orElse(null),
                asLengths()
                        .flatMap(all -> all.thinned(minimum, reference.flatMap(ColumnProfile::asLengths)))
                        .orElse(null),
                // Parts of words may be of one text only.
                null,
                asVectors().filter(all -> usable() >= minimum).orElse(null));
    }

    /** Whether there were values, but too few of each to be kept. */
    @JsonIgnore
    public boolean isTooThin() {
        boolean noNumbers = compared().isEmpty();
        boolean noTexts = categories == null || categories.counts().isEmpty();
        return usable() > 0 && kind != Kind.OTHER && kind != Kind.VECTOR && noNumbers && noTexts;
    }

    ColumnProfile plus(ColumnProfile other) {
        return new ColumnProfile(
                name,
                kind,
                type,
                rows + other.rows,
                nulls + other.nulls,
                invalid + other.invalid,
                oddities.plus(other.oddities),
                sum(numbers, other.numbers),
                categories == null || other.categories == null ? null : categories.plus(other.categories),
                sum(lengths, other.lengths),
                vocabulary == null || other.vocabulary == null ? null : vocabulary.plus(other.vocabulary),
                vectors == null || other.vectors == null ? null : vectors.plus(other.vectors));
    }

    private static Numbers sum(Numbers one, Numbers other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.plus(other);
    }
}
