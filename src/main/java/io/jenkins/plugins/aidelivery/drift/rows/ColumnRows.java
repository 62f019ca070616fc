package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import io.jenkins.plugins.aidelivery.drift.profile.VectorSample;
import io.jenkins.plugins.aidelivery.drift.profile.Vectors;
import io.jenkins.plugins.aidelivery.drift.profile.Vocabulary;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import io.jenkins.plugins.aidelivery.drift.sql.RowSampler;
import io.jenkins.plugins.aidelivery.drift.sql.SqlEngine;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A column with some of its cells at hand.
 *
 * @param profile with what they told
 * @param texts if it holds texts that are no categories
 * @param vectors if it holds vectors
 */
public record ColumnRows(ColumnProfile profile, Optional<List<String>> texts, Optional<VectorSample> vectors) {
    /**
     * Looks at a column.
     *
     * @param reference the same column there, for vectors that are to be compared
     */
    public static ColumnRows of(
            SqlEngine engine, Relation table, ColumnProfile column, Optional<ColumnProfile> reference)
            throws IOException {
        RowSampler sampler = new RowSampler(engine, table);
        if (column.hasFreeTexts()) {
            Optional<List<String>> texts = sampler.texts(column);
            return new ColumnRows(
                    texts.map(some -> column.with(Vocabulary.of(some))).orElse(column), texts, Optional.empty());
        }
        if (column.kind() == Kind.VECTOR) {
            Optional<Vectors> known = reference.flatMap(ColumnProfile::asVectors);
            OptionalInt length = known.isPresent() ? OptionalInt.of(known.get().dimensions()) : OptionalInt.empty();
            Optional<VectorSample> vectors = sampler.vectors(column).map(texts -> VectorSample.of(texts, length));
            return new ColumnRows(
                    vectors.map(some -> column.with(Vectors.of(some, known))).orElse(column),
                    Optional.empty(),
                    vectors);
        }
        return new ColumnRows(column, Optional.empty(), Optional.empty());
    }

    /** Only what was counted or kept. */
    public static ColumnRows none(ColumnProfile column) {
        return new ColumnRows(column, Optional.empty(), Optional.empty());
    }

    /** What texts of both columns told; empty if they aren't there. */
    public Optional<TextFinding> comparedTexts(ColumnRows current) {
        return texts.flatMap(before -> current.texts.map(now -> TextFinding.of(before, now)));
    }

    /** What vectors told; empty if there are none of the current column. */
    public Optional<VectorFinding> comparedVectors(ColumnRows current) {
        return current.vectors.flatMap(now -> profile.asVectors()
                .flatMap(before -> current.profile
                        .asVectors()
                        .flatMap(other -> VectorFinding.of(
                                before,
                                other,
                                Stream.concat(vectors.stream(), Stream.of(now)).toList()))));
    }
}
