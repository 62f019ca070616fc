package io.jenkins.plugins.aidelivery.jenkins;

import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.report.PageTexts;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What build.xml holds of a result: texts and numbers, no more. */
@ExportedBean
public final class ResultSummary {
    private final String id;
    private final String kind;
    private final String subject;
    private final String verdict;
    private final double score;
    private final double threshold;
    private String spec;
    private long driftedColumns;
    private long judgedColumns;

    /**
     * @param verdict the word
     * @param score in the kind's own measure; NaN if nothing could be judged
     * @param threshold that the score is held against
     */
    ResultSummary(String id, ResultKind<?> kind, String subject, String verdict, double score, double threshold) {
        this.id = id;
        this.kind = kind.id();
        this.subject = subject;
        this.verdict = verdict;
        this.score = score;
        this.threshold = threshold;
    }

    /** @param name of the specification */
    ResultSummary withSpec(String name) {
        this.spec = ConsoleBlock.line(name);
        return this;
    }

    /** Of data that was compared. */
    ResultSummary withColumns(long drifted, long judged) {
        this.driftedColumns = drifted;
        this.judgedColumns = judged;
        return this;
    }

    @Exported(visibility = 3)
    public String getId() {
        return id;
    }

    @Exported(visibility = 3)
    public String getKind() {
        return kind;
    }

    @Exported(visibility = 3)
    public String getSubject() {
        return subject == null ? id : PageTexts.harmless(subject);
    }

    /** The specification's name; empty in records of older versions. */
    @Exported(visibility = 3)
    public String getSpec() {
        return spec == null ? "" : spec;
    }

    /** What tells it from other results of its build: {@code gate-2, gate-production.yml}. */
    public String getName() {
        return getSpec().isEmpty() ? id : id + ", " + getSpec();
    }

    @Exported(visibility = 3)
    public String getVerdict() {
        return String.valueOf(verdict);
    }

    /** Points of a scorecard, or the share of drifted columns in per cent: 0 … 100; null if nothing could be judged. */
    @Exported(visibility = 3)
    public Double getScore() {
        return Double.isFinite(score) ? score : null;
    }

    @Exported(visibility = 3)
    public double getThreshold() {
        return threshold;
    }

    /** How many columns drifted; 0 where no columns were compared. */
    @Exported(visibility = 3)
    public long getDriftedColumns() {
        return driftedColumns;
    }

    /** How many columns were judged; 0 where no columns were compared. */
    @Exported(visibility = 3)
    public long getJudgedColumns() {
        return judgedColumns;
    }

    /** {@code Conditional: 88.4 of 100 points, needs 87}. */
    public String getText() {
        // A newer version may have written the build's record: that must not take the build's page away.
        return verdict == null
                ? Texts.text("result.unknown")
                : ResultKind.named(kind).map(known -> known.text().apply(this)).orElse(verdict);
    }

    /** One of Jenkins' own status symbols; the text beside it says the same. */
    public String getIcon() {
        return switch (getVerdict()) {
            case "PASS" -> "symbol-status-blue";
            case "CONDITIONAL" -> "symbol-status-yellow";
            case "FAIL" -> "symbol-status-red";
            default -> "symbol-status-nobuilt";
        };
    }
}
