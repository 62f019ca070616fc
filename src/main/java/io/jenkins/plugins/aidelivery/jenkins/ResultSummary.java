package io.jenkins.plugins.aidelivery.jenkins;

import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.report.PageTexts;
import io.jenkins.plugins.aidelivery.report.ScorecardView;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What build.xml holds of a result: texts and numbers, no more. */
@ExportedBean
public final class ResultSummary {
    static final String GATE = "gate";

    private final String id;
    private final String kind;
    private final String subject;
    private final String spec;
    private final String verdict;
    private final double score;
    private final double threshold;

    /** @param spec the specification's name */
    ResultSummary(String id, String spec, Scorecard scorecard) {
        this.id = id;
        this.spec = ConsoleBlock.line(spec);
        this.kind = GATE;
        this.subject = new ScorecardView(scorecard).subject();
        this.verdict = scorecard.verdict().name();
        this.score = scorecard.decision().score();
        this.threshold = scorecard.decision().threshold();
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

    /** 0 … 100; null if nothing could be judged. */
    @Exported(visibility = 3)
    public Double getScore() {
        return Double.isFinite(score) ? score : null;
    }

    @Exported(visibility = 3)
    public double getThreshold() {
        return threshold;
    }

    /** {@code Conditional: 88.4 of 100 points, needs 87}. */
    public String getText() {
        if (verdict == null) {
            return Texts.text("result.unknown");
        }
        return PageTexts.verdict(verdict) + ": "
                + PageTexts.text("scorecard.score", Figures.score(score)) + ", "
                + PageTexts.text("scorecard.needs", Figures.threshold(threshold));
    }

    /** One of Jenkins' own status symbols; the text beside it says the same. */
    public String getIcon() {
        // A newer version may have written the build's record: that must not take the build's page away.
        return Verdict.named(verdict)
                .map(known -> switch (known) {
                    case PASS -> "symbol-status-blue";
                    case CONDITIONAL -> "symbol-status-yellow";
                    case FAIL -> "symbol-status-red";
                })
                .orElse("symbol-status-nobuilt");
    }
}
