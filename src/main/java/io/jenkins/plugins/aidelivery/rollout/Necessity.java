package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.rollout.RollbackNecessity.Advice;
import io.jenkins.plugins.aidelivery.rollout.RollbackNecessity.Health;
import io.jenkins.plugins.aidelivery.rollout.RollbackNecessity.Previous;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** From findings to advice. Severe harm goes back at once if there is something well to go back to. */
final class Necessity {
    /** Of all gating rules shown to be safe: what they may be wrong by, together, over all looks. */
    private static final double SHOWN = 0.95;

    private static final double NOT_SHOWN = 0.7;
    private static final double LITTLE = 0.4;
    private static final double BLIND = 0.2;
    private static final double SUSPICION = 0.5;

    /** What the previous version's unknown health takes off. */
    private static final double DOUBT = 0.8;

    private final List<Finding> findings;
    private final Previous previous;

    Necessity(List<Finding> findings, Previous previous) {
        this.findings = findings;
        this.previous = previous;
    }

    RollbackNecessity judge() {
        List<Finding> severe = those(Finding::isSevere);
        if (!severe.isEmpty()) {
            return back(severe, severity());
        }
        List<Finding> harm = those(Finding::isHarm);
        if (!harm.isEmpty()) {
            return back(
                    harm,
                    previous.isReachable() && previous.health() != Health.UNWELL
                            ? Advice.CONDITIONAL_ROLLBACK
                            : Advice.FORWARD_FIX);
        }
        return monitor();
    }

    private List<Finding> those(Predicate<Finding> condition) {
        return findings.stream().filter(condition).toList();
    }

    private Advice severity() {
        if (!previous.isReachable() || previous.health() == Health.UNWELL) {
            return Advice.FORWARD_FIX;
        }
        return previous.health() == Health.WELL ? Advice.IMMEDIATE_ROLLBACK : Advice.CONDITIONAL_ROLLBACK;
    }

    private RollbackNecessity back(List<Finding> bad, Advice advice) {
        List<String> reasons = new ArrayList<>();
        bad.stream().map(Finding::sentence).forEach(reasons::add);
        reasons.addAll(previous.missing());
        reasons.add(
                switch (previous.health()) {
                    case WELL -> "the previous version was well when it last had traffic";
                    case UNWELL -> "the previous version is beyond what is severe, too";
                    case UNKNOWN -> "whether the previous version is well is not known: see to that first";
                });
        double sure = bad.stream().mapToDouble(Finding::confidence).max().orElse(0);
        boolean doubt = previous.health() == Health.UNKNOWN;
        String basis = "the strongest evidence among these, that it is no chance: " + Figures.percent(sure)
                + (doubt ? "; a fifth is taken off for what is not known of the previous version" : "");
        return new RollbackNecessity(advice, doubt ? sure * DOUBT : sure, basis, reasons);
    }

    private RollbackNecessity monitor() {
        List<Finding> gating = those(Finding::isGating);
        List<Finding> suspicious = those(Finding::isSuspicious);
        if (!suspicious.isEmpty()) {
            return monitor(
                    SUSPICION,
                    "evidence of harm that is no proof yet",
                    suspicious.stream().map(Finding::sentence).toList());
        }
        List<Finding> blind =
                those(finding -> finding.isGating() && finding.verdict().word() == Word.BLIND);
        if (gating.isEmpty() || !blind.isEmpty()) {
            return monitor(
                    BLIND,
                    "little is known",
                    gating.isEmpty()
                            ? List.of("nothing was measured with all traffic")
                            : blind.stream().map(Finding::sentence).toList());
        }
        List<Finding> scarce =
                those(finding -> finding.isGating() && finding.verdict().word() == Word.INSUFFICIENT);
        if (!scarce.isEmpty()) {
            return monitor(
                    LITTLE,
                    "too little was seen of some rules",
                    scarce.stream().map(Finding::sentence).toList());
        }
        boolean safe = gating.stream().allMatch(finding -> finding.verdict().word() == Word.SAFE);
        return safe
                ? monitor(
                        SHOWN, "every rule is shown to be safe", List.of("every rule that counts is shown to be safe"))
                : monitor(
                        NOT_SHOWN,
                        "no rule shows harm, which is less than being shown to be safe",
                        List.of("no rule that counts shows harm, and no figure is near what is severe"));
    }

    private static RollbackNecessity monitor(double confidence, String basis, List<String> reasons) {
        return new RollbackNecessity(Advice.MONITOR, confidence, basis, reasons);
    }
}
