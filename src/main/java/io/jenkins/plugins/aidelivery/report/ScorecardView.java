package io.jenkins.plugins.aidelivery.report;

import static io.jenkins.plugins.aidelivery.report.PageTexts.text;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.gate.Outcome;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.Observed;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A scorecard as its page shows it: every figure a text, every state a word and a class for its colour. */
public final class ScorecardView {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Scorecard scorecard;

    public ScorecardView(Scorecard scorecard) {
        this.scorecard = scorecard;
    }

    /** The candidate: {@code fraud-detector 1.4.2 (staging)}. */
    public String subject() {
        var subject = scorecard.subject();
        String version = subject.version().isEmpty() ? "" : " " + subject.version();
        String environment = subject.environment().isEmpty() ? "" : " (" + subject.environment() + ")";
        return subject.model() + version + environment;
    }

    public String verdictWord() {
        return text("verdict." + scorecard.verdict());
    }

    /** The word in files and scripts: PASS, CONDITIONAL, FAIL. */
    public String verdictName() {
        return scorecard.verdict().name();
    }

    public String verdictTone() {
        return tone(scorecard.verdict());
    }

    /** The colour of a verdict. */
    public static String tone(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "good";
            case CONDITIONAL -> "open";
            case FAIL -> "bad";
        };
    }

    public String score() {
        return Figures.score(scorecard.decision().score());
    }

    public String threshold() {
        return Figures.threshold(scorecard.decision().threshold());
    }

    public String risk() {
        return text("risk." + scorecard.decision().risk().text());
    }

    /** The way to roll it out; empty if the specification names none, or if it was rejected. */
    public String strategy() {
        boolean rejected = scorecard.verdict() == Verdict.FAIL;
        return rejected ? "" : scorecard.subject().strategy();
    }

    public String comparison() {
        return scorecard.baseline().note();
    }

    public String time() {
        return TIME.format(Instant.ofEpochMilli(scorecard.evaluatedAt()));
    }

    public List<String> reasons() {
        return scorecard.decision().reasons();
    }

    public List<Scorecard.Recommendation> recommendations() {
        return scorecard.recommendations();
    }

    public List<DimensionView> dimensions() {
        List<DimensionResult> dimensions = scorecard.dimensions();
        return IntStream.range(0, dimensions.size())
                .mapToObj(i -> new DimensionView(i + 1, dimensions.get(i)))
                .toList();
    }

    public List<FileView> files() {
        return scorecard.evidence().stream().map(FileView::new).toList();
    }

    /** A word for an outcome. */
    private static String word(Outcome outcome) {
        return text("outcome." + outcome.name());
    }

    private static String tone(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "good";
            case FAIL, ERROR, STALE, MISSING -> "bad";
            case INCONCLUSIVE -> "open";
            case NOT_COMPARED -> "none";
        };
    }

    /** A dimension's card and table. */
    public static final class DimensionView {
        private final int number;
        private final DimensionResult result;

        DimensionView(int number, DimensionResult result) {
            this.number = number;
            this.result = result;
        }

        /** Not by its name, which may have spaces and anything else in it. */
        public String anchor() {
            return "dimension-" + number;
        }

        public String title() {
            return result.title();
        }

        public String score() {
            return Figures.score(result.score());
        }

        public String threshold() {
            return Figures.threshold(result.threshold());
        }

        public String weight() {
            return Figures.percent(result.weight());
        }

        public String word() {
            return ScorecardView.word(result.outcome());
        }

        public String tone() {
            return ScorecardView.tone(result.outcome());
        }

        /** For the bar, 0 … 100. */
        public String barWidth() {
            return Figures.fixed(Double.isFinite(result.score()) ? result.score() : 0, 2);
        }

        public List<String> penalties() {
            return result.penalties();
        }

        public List<CriterionView> criteria() {
            return result.criteria().stream().map(CriterionView::new).toList();
        }
    }

    /** A row of the criteria table. */
    public static final class CriterionView {
        private final CriterionResult result;

        CriterionView(CriterionResult result) {
            this.result = result;
        }

        public String label() {
            return result.label();
        }

        /** The criterion's own name, where it is not the measure's. */
        public String id() {
            return result.id().equals(result.label()) ? "" : result.id();
        }

        public boolean isCritical() {
            return result.points().critical();
        }

        public String value() {
            return format(result.observed().value());
        }

        public String interval() {
            Observed observed = result.observed();
            return Double.isFinite(observed.low()) ? format(observed.low()) + " … " + format(observed.high()) : "–";
        }

        public String observations() {
            return result.observed().n() == 0
                    ? "–"
                    : Figures.number(result.observed().n());
        }

        public String baseline() {
            return format(result.observed().baseline());
        }

        public String limit() {
            return unbroken(result.limit());
        }

        public String points() {
            double score = result.points().score();
            return Double.isFinite(score)
                    ? text(
                            "points.of",
                            Figures.score(score),
                            unbroken(Figures.percent(result.points().weight())))
                    : text("points.none");
        }

        public String word() {
            return ScorecardView.word(result.outcome());
        }

        public String tone() {
            return ScorecardView.tone(result.outcome());
        }

        public String reason() {
            return unbroken(result.reason());
        }

        public String source() {
            return result.source().toString();
        }

        /** Where it wraps, no sign stands without its number. */
        private static String unbroken(String text) {
            return text.replace("≥ ", "≥\u00a0").replace("≤ ", "≤\u00a0").replace(" %", "\u00a0%");
        }

        private String format(double value) {
            return Figures.format(value, result.observed().unit());
        }
    }

    /** A row of the evidence table. */
    public static final class FileView {
        private static final int DIGITS = 12;

        private final EvidenceFile file;

        FileView(EvidenceFile file) {
            this.file = file;
        }

        public String path() {
            return file.path();
        }

        public String format() {
            return file.format().isEmpty() ? "–" : file.format();
        }

        public String word() {
            return text("file." + file.state().text());
        }

        public String tone() {
            return switch (file.state()) {
                case READ -> "good";
                case IGNORED -> "none";
                default -> "bad";
            };
        }

        public String note() {
            return file.note();
        }

        public String modified() {
            return file.modifiedAt() == 0 ? "–" : TIME.format(Instant.ofEpochMilli(file.modifiedAt()));
        }

        /** Enough of the digest to tell two files apart. */
        public String digest() {
            return file.sha256().isEmpty()
                    ? "–"
                    : file.sha256().substring(0, Math.min(DIGITS, file.sha256().length()));
        }
    }
}
