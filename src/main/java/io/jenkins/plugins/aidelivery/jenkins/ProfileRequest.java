package io.jenkins.plugins.aidelivery.jenkins;

import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.QualityRules;
import io.jenkins.plugins.aidelivery.drift.TablePair;
import io.jenkins.plugins.aidelivery.drift.TableReader;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.QualityQuestions;
import io.jenkins.plugins.aidelivery.drift.rows.Multivariate;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;
import io.jenkins.plugins.aidelivery.drift.sql.Relation;
import io.jenkins.plugins.aidelivery.drift.sql.SqlEngine;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What is to be profiled; travels as JSON.
 *
 * @param reference patterns of files, or one table or query; none for no reference
 * @param current the same of what is compared
 * @param columns patterns of those that count
 * @param ignore patterns of those that don't
 * @param model columns that are a model's target and predictions
 * @param questions about the whole table
 * @param multivariate how all columns are looked at together
 * @param accepted what the current data is compared with if no reference is named; null for nothing
 */
record ProfileRequest(
        List<String> reference,
        List<String> current,
        List<String> columns,
        List<String> ignore,
        ModelColumns model,
        QualityQuestions questions,
        List<Multivariate> multivariate,
        DatasetProfile accepted) {
    /**
     * Profiles of both; travels as JSON.
     *
     * @param reference null if there is nothing to compare with
     * @param rows what rows told
     */
    record Profiles(DatasetProfile reference, DatasetProfile current, RowFindings rows) {
        TablePair pair() {
            return new TablePair(reference, current, rows);
        }
    }

    /** Finds the table that is called like this. */
    @FunctionalInterface
    interface Tables {
        Relation table(List<String> texts) throws IOException;
    }

    boolean hasReference() {
        return !reference.isEmpty();
    }

    Profiles profiles(SqlEngine engine, Tables tables) throws IOException {
        DriftSettings defaults = DriftSettings.defaults();
        TableReader reader = new TableReader(
                engine,
                new DriftSettings(
                                "",
                                defaults.preset(),
                                columns,
                                ignore,
                                defaults.alpha(),
                                defaults.share(),
                                Map.of(),
                                defaults.missing())
                        .with(model)
                        .with(QualityRules.asking(questions))
                        .with(multivariate));
        if (!hasReference() && accepted == null) {
            return new Profiles(null, reader.profile(tables.table(current)), RowFindings.NONE);
        }
        TablePair pair = hasReference()
                ? reader.compared(tables.table(reference), tables.table(current))
                : reader.compared(accepted, tables.table(current));
        return new Profiles(pair.reference(), pair.current(), pair.rows());
    }
}
