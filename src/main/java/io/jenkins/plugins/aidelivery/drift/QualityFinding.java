package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.ColumnDrift.Score;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a look at a table's quality found, on its way to a check.
 *
 * @param id of the check
 * @param title for people
 * @param outcome so far
 * @param reason a sentence
 * @param score what was measured; null if nothing was
 * @param reference the same quantity there; null if there is none
 */
record QualityFinding(String id, String title, Outcome outcome, String reason, Score score, Double reference) {
    private static final int MOST_NAMED = 5;

    static QualityFinding of(String id, String title) {
        return new QualityFinding(id, title, Outcome.IGNORED, "", null, null);
    }

    /** A share of rows, and the most that may be. */
    QualityFinding share(double share, Double before, double most) {
        return new QualityFinding(
                id,
                title,
                share > most ? Outcome.DRIFT : Outcome.NO_DRIFT,
                reason,
                score(TableCheck.SHARE, share, most),
                before);
    }

    /** A number of things, and the most that may be. */
    QualityFinding counted(double count, double most) {
        return new QualityFinding(
                id,
                title,
                count > most ? Outcome.DRIFT : Outcome.NO_DRIFT,
                reason,
                score("count", count, most),
                reference);
    }

    /** A quantity without one limit. */
    QualityFinding measured(String method, double now, Double before) {
        return new QualityFinding(id, title, outcome, reason, score(method, now, Double.NaN), before);
    }

    private Score score(String method, double value, double most) {
        return new Score(method, title, ">", value, value, value, most, null, null, null, null, null);
    }

    QualityFinding told(String sentence) {
        return new QualityFinding(id, title, outcome, sentence, score, reference);
    }

    QualityFinding kept(String sentence) {
        return new QualityFinding(id, title, Outcome.NO_DRIFT, sentence, score, reference);
    }

    QualityFinding broken(String sentence) {
        return new QualityFinding(id, title, Outcome.DRIFT, sentence, score, reference);
    }

    QualityFinding open(String sentence) {
        return new QualityFinding(id, title, Outcome.UNDECIDED, sentence, score, reference);
    }

    /** There was nothing to look at though somebody asked. */
    QualityFinding unknown(String sentence) {
        return new QualityFinding(id, title, Outcome.NOT_COMPARABLE, sentence, score, reference);
    }

    TableCheck check(boolean critical) {
        return new TableCheck(
                id, TableCheck.Group.QUALITY, title, outcome, reason, critical, score, reference, List.of());
    }

    /** {@code 1 column}, {@code 2 columns}. */
    static String count(long number, String noun) {
        return Figures.number(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** The first of many sentences, and how many more there are. */
    static String first(List<String> sentences) {
        String some = sentences.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return sentences.size() <= MOST_NAMED ? some : some + " and " + (sentences.size() - MOST_NAMED) + " more";
    }
}
