package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.stats.Interval;
import io.jenkins.plugins.aidelivery.stats.sequential.Arms;
import io.jenkins.plugins.aidelivery.stats.sequential.GuardedRatioTest;
import io.jenkins.plugins.aidelivery.stats.sequential.MoreIs;
import java.util.List;
import java.util.Optional;

/** What counts of events on both sides come to: limits first, then the comparison, then whether there was enough. */
final class RateEvidence {
    /** Stable against itself must not look like harm: from here a comparison of this kind can't be trusted. */
    private static final double UNTRUSTED = 100;

    private final Rule.Frame frame;
    private final Verdicts verdicts;
    private final List<RateLimit> watches;
    private final List<Limit> limits;
    private final Optional<GuardedRatioTest> test;
    private final Optional<GuardedRatioTest> control;
    private Arms phase = Arms.NONE;
    private long stretch = -1;

    RateEvidence(Rule.Frame frame, boolean good, Rule.Tolerance tolerance, List<Limit> limits, Verdicts verdicts) {
        this.frame = frame;
        MoreIs moreIs = good ? MoreIs.BETTER : MoreIs.WORSE;
        this.verdicts = verdicts;
        this.limits = limits;
        this.watches = limits.stream().map(RateLimit::new).toList();
        this.test = Optional.of(tolerance)
                .filter(Rule.Tolerance::isSome)
                .map(allowed -> new GuardedRatioTest(moreIs, allowed.worseBy(), allowed.safeBelow()));
        this.control = Optional.of(tolerance)
                .filter(Rule.Tolerance::isSome)
                .filter(allowed -> frame.control())
                .map(allowed -> new GuardedRatioTest(moreIs, allowed.worseBy(), allowed.safeBelow()));
    }

    /** Of one window. */
    MetricVerdict judge(Arms window, Optional<Arms> controls, Look look) {
        if (look.stretch() != stretch) {
            stretch = look.stretch();
            phase = Arms.NONE;
        }
        phase = phase.plus(window);
        if (look.isCompared()) {
            test.ifPresent(each -> each.add(window));
            control.ifPresent(each -> controls.ifPresent(arms -> each.add(arms)));
        }
        Figures figures = figures();
        Optional<String> broken = Optional.empty();
        for (RateLimit watch : watches) {
            Optional<String> says = watch.add(window, look);
            broken = broken.isPresent() ? broken : says;
        }
        if (broken.isPresent()) {
            return verdicts.broken(broken.get(), figures);
        }
        return test.isEmpty() || !look.isCompared() ? alone(look, figures) : compared(figures);
    }

    private MetricVerdict alone(Look look, Figures figures) {
        boolean compared = test.filter(each -> each.total().canaryExposures() >= frame.exposure())
                .isPresent();
        if (limits.isEmpty() && !compared) {
            return verdicts.insufficient("nothing of the stable side to compare with, and no limit", figures);
        }
        double harm = test.isEmpty() || look.promoted() ? 1 : test.get().harm();
        if (harm >= verdicts.proof()) {
            return verdicts.say(Word.HARM, harm, "worse than stable was in the phases before", figures);
        }
        if (phase.canaryExposures() < frame.exposure()) {
            return scarce(figures);
        }
        Optional<MetricVerdict> beyond = beyond(harm, figures);
        if (beyond.isPresent()) {
            return beyond.get();
        }
        return verdicts.say(
                Word.NO_HARM_SEEN,
                harm,
                Words.of(phase.canaryEvents(), phase.canaryExposures())
                        + (limits.isEmpty() ? ", with nothing left to compare with" : ", within limits"),
                figures);
    }

    /** Beyond a limit, but not shown to be so: it doesn't go on with that, however well it compares. */
    private Optional<MetricVerdict> beyond(double harm, Figures figures) {
        return limits.stream()
                .filter(limit -> limit.isBeyond(figures.canary()))
                .findFirst()
                .map(limit -> verdicts.say(
                        Word.INSUFFICIENT,
                        harm,
                        Words.of(phase.canaryEvents(), phase.canaryExposures())
                                + (limit.above() ? " above " : " below ") + Words.percent(limit.bound())
                                + ", which may be chance or pass",
                        figures));
    }

    private MetricVerdict scarce(Figures figures) {
        return verdicts.insufficient(
                Words.number(Math.floor(phase.canaryExposures())) + " of at least " + Words.number(frame.exposure())
                        + " seen on the canary",
                figures);
    }

    private MetricVerdict compared(Figures figures) {
        GuardedRatioTest guarded = test.get();
        double harm = guarded.harm();
        if (control.filter(each -> each.harm() >= UNTRUSTED).isPresent()) {
            return verdicts.insufficient(
                    "stable looks worse than itself (evidence "
                            + Words.evidence(control.get().harm()) + "): this metric can't be trusted",
                    figures);
        }
        if (phase.stableExposures() <= 0) {
            return verdicts.insufficient("nothing of the stable side to compare with", figures);
        }
        String sides = Words.of(phase.canaryEvents(), phase.canaryExposures()) + " against stable's "
                + Words.of(phase.stableEvents(), phase.stableExposures());
        if (harm >= verdicts.proof()) {
            return verdicts.say(
                    Word.HARM,
                    harm,
                    sides + ": worse, with evidence " + Words.evidence(harm) + " where "
                            + Words.evidence(verdicts.proof()) + " is proof",
                    figures);
        }
        if (phase.canaryExposures() < frame.exposure()) {
            return verdicts.say(Word.INSUFFICIENT, harm, scarce(figures).reason(), figures);
        }
        Optional<MetricVerdict> beyond = beyond(harm, figures);
        if (beyond.isPresent()) {
            return beyond.get();
        }
        boolean safe = guarded.safety() >= verdicts.proof();
        return verdicts.say(
                safe ? Word.SAFE : Word.NO_HARM_SEEN,
                harm,
                sides + (safe ? ": shown not to be worse" : ": no harm shown, evidence " + Words.evidence(harm)),
                figures);
    }

    private Figures figures() {
        Interval ratio =
                test.map(each -> each.interval(verdicts.alpha())).orElse(new Interval(0, Double.POSITIVE_INFINITY));
        boolean known = ratio.low() > 0 || Double.isFinite(ratio.high());
        return new Figures(
                phase.canaryExposures() > 0 ? phase.canaryEvents() / phase.canaryExposures() : Double.NaN,
                phase.stableExposures() > 0 ? phase.stableEvents() / phase.stableExposures() : Double.NaN,
                phase.canaryExposures(),
                known ? ratio.low() : Double.NaN,
                known ? ratio.high() : Double.NaN);
    }
}
