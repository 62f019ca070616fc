package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.Convention.Rule;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import io.jenkins.plugins.aidelivery.drift.rows.Separation;
import io.jenkins.plugins.aidelivery.drift.rows.TextFinding;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.stats.twosample.Bracket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A column of texts that are no categories: by what is in them, and by their length. The one that tells more is what the column is judged
 * by, with its p-value doubled, because chance has two tries.
 */
final class TextComparison {
    private static final int TRIES = 2;

    private final ColumnProfile reference;
    private final ColumnProfile current;
    private final DriftSettings settings;
    private final Optional<TextFinding> finding;

    TextComparison(
            ColumnProfile reference, ColumnProfile current, DriftSettings settings, Optional<TextFinding> finding) {
        this.reference = reference;
        this.current = current;
        this.settings = settings;
        this.finding = finding;
    }

    ColumnComparison comparison() throws NotComparableException {
        DriftSettings.ColumnRule rule = settings.rule(reference.name());
        Optional<Convention> preset = settings.preset().ofTexts(finding.isPresent(), reference.usable());
        if (rule.method().isPresent()) {
            Method method = rule.method().get();
            Convention chosen =
                    preset.filter(usual -> usual.method() == method).orElseGet(() -> Conventions.of(method));
            return method.comparesTexts()
                    ? ofTexts(rule.threshold().map(chosen::with).orElse(chosen), settings.alpha())
                    : ofLength(settings);
        }
        if (preset.isEmpty()) {
            return ofLength(settings);
        }
        if (rule.threshold().isPresent()) {
            throw new NotComparableException("its rule has a threshold and no method, but texts have two: name "
                    + preset.get().method().id() + ", or ks for their length");
        }
        if (settings.preset() != Preset.DEFAULT) {
            return ofTexts(preset.get(), settings.alpha());
        }
        if (finding.isEmpty() && !haveWords()) {
            return ofLength(settings)
                    .saying("only the length was compared: this engine or an older profile gives no words");
        }
        return both(preset.get());
    }

    private boolean haveWords() {
        return reference.asVocabulary().isPresent() && current.asVocabulary().isPresent();
    }

    private ColumnComparison ofLength(DriftSettings how) throws NotComparableException {
        return ColumnComparison.ofNumbers(reference, current, how);
    }

    private ColumnComparison both(Convention convention) throws NotComparableException {
        double alpha = settings.alpha() / TRIES;
        ColumnComparison texts = ofTexts(convention, alpha);
        ColumnComparison length = ofLength(settings.with(alpha));
        ColumnComparison leading = leading(texts, length, alpha);
        ColumnComparison other = leading == texts ? length : texts;
        return leading.outOf(TRIES, other, beside(other, other == length, alpha));
    }

    /** What certainly has drifted comes first, then what may have; otherwise what is in the texts. */
    private static ColumnComparison leading(ColumnComparison texts, ColumnComparison length, double alpha) {
        for (boolean certain : new boolean[] {true, false}) {
            boolean one = matters(texts, certain, alpha);
            boolean other = matters(length, certain, alpha);
            if (one || other) {
                return other && (!one || p(length) < p(texts)) ? length : texts;
            }
        }
        return texts;
    }

    private static boolean matters(ColumnComparison part, boolean certain, double alpha) {
        Bracket score = part.scored().bracket();
        return p(part) <= alpha
                && (certain ? score.lo() : score.hi()) >= part.convention().threshold();
    }

    private static double p(ColumnComparison part) {
        return part.scored().p().orElse(1);
    }

    private static String beside(ColumnComparison other, boolean isLength, double alpha) {
        double value = other.scored().bracket().lo();
        double threshold = other.convention().threshold();
        String sentence = (isLength ? "their length: " : "what is in them: ")
                + other.convention().method().label() + " " + Figures.number(value)
                + (value >= threshold ? " ≥ " : " < ") + Figures.number(threshold) + ", p " + Figures.number(p(other));
        boolean blind = other.scored().byChance().orElse(0) > threshold && p(other) > alpha;
        return blind ? sentence + ": so few texts don't tell" : sentence;
    }

    private ColumnComparison ofTexts(Convention convention, double alpha) throws NotComparableException {
        return convention.method() == Method.TEXT_DOMAIN ? byClassifier(convention, alpha) : byWords(convention, alpha);
    }

    private ColumnComparison byClassifier(Convention convention, double alpha) throws NotComparableException {
        TextFinding texts = finding.orElseThrow(() -> new NotComparableException(
                "text-domain needs the rows of both tables in one place, and an engine with MD5; vocabulary"
                        + " compares with a kept profile"));
        Separation area = texts.area();
        Scored scored = new Scored(
                new Bracket(area.area(), area.area()),
                OptionalDouble.of(area.p()),
                convention.rule() == Rule.EFFECT_AND_SIGNIFICANCE
                        ? OptionalDouble.of(area.byChance(alpha))
                        : OptionalDouble.empty(),
                OptionalDouble.empty());
        Map<String, Double> statistics = looked(texts.referenceTexts(), texts.currentTexts());
        statistics.put("least AUC (95 %)", area.low());
        statistics.put("largest AUC (95 %)", area.high());
        List<ColumnDrift.Mover> movers = texts.movers().stream()
                .map(moved -> new ColumnDrift.Mover(moved.label(), moved.reference(), moved.current()))
                .toList();
        return ColumnComparison.ofRows(
                new ColumnComparison.Columns(reference, current), convention, scored, picturing(movers), statistics);
    }

    private ColumnComparison byWords(Convention convention, double alpha) throws NotComparableException {
        if (!haveWords()) {
            throw new NotComparableException(
                    "the words of its texts aren't known: this engine or an older profile gives" + " none");
        }
        var before = reference.asVocabulary().orElseThrow();
        var now = current.asVocabulary().orElseThrow();
        if (Math.min(before.texts(), now.texts()) == 0) {
            throw new NotComparableException("there are no texts in it");
        }
        VocabularyPair words = new VocabularyPair(before, now);
        return ColumnComparison.ofRows(
                new ColumnComparison.Columns(reference, current),
                convention,
                words.scored(alpha),
                picturing(words.movers()),
                looked(before.texts(), now.texts()));
    }

    private static Map<String, Double> looked(long before, long now) {
        Map<String, Double> statistics = new TreeMap<>();
        statistics.put("reference texts looked at", (double) before);
        statistics.put("current texts looked at", (double) now);
        return statistics;
    }

    /** With the lengths for a chart, where they can be had. */
    private Picturing picturing(List<ColumnDrift.Mover> movers) throws NotComparableException {
        return new Picturing(
                Picturing.of(
                                NumberPair.of(ColumnComparison.numbers(reference), ColumnComparison.numbers(current)),
                                settings.minimumCount())
                        .picture(),
                // Parts of words may be of one text only.
                settings.minimumCount() > 1 ? List.of() : movers);
    }
}
