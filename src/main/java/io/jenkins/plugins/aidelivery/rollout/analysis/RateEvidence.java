package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.stats.Interval;
import io.jenkins.plugins.aidelivery.stats.sequential.Arms;
import io.jenkins.plugins.aidelivery.stats.sequential.BetaBinomial;
import io.jenkins.plugins.aidelivery.stats.sequential.GuardedRatioTest;
import io.jenkins.plugins.aidelivery.stats.sequential.MoreIs;
import io.jenkins.plugins.aidelivery.stats.sequential.PromotionLooks;
import java.util.List;
import java.util.Optional;

/** What counts of events on both sides come to: limits first, then the comparison, then whether there was enough. */
final class RateEvidence {
    /** Stable against itself must not look like harm: from here a comparison of this kind can't be trusted. */
    private static final double UNTRUSTED = 100;

    /** What is so likely to be harm isn't called well, even if it isn't shown: it bakes on. */
    private static final double AMBER = 0.95;

    private final Rule.Frame frame;
    private final Verdicts verdicts;
    private final List<RateLimit> watches;
    private final List<Limit> limits;
    private final Optional<PhasedRatioTest> test;
    private final Optional<GuardedRatioTest> control;
    private final Optional<PromotionLooks> looks;
    private final Rule.Tolerance tolerance;
    private final MoreIs moreIs;
    private Arms phase = Arms.NONE;
    private long stretch = -1;

    RateEvidence(Rule.Frame frame, boolean good, Rule.Tolerance tolerance, List<Limit> limits, Verdicts verdicts) {
        this.frame = frame;
        this.moreIs = good ? MoreIs.BETTER : MoreIs.WORSE;
        this.tolerance = tolerance;
        this.looks = Optional.of(tolerance)
                .filter(Rule.Tolerance::isPlanned)
                .map(allowed -> new PromotionLooks(moreIs, allowed.margin(), verdicts.alpha(), allowed.planned()));
        this.verdicts = verdicts;
        this.limits = limits;
        this.watches = limits.stream().map(RateLimit::new).toList();
        this.test = Optional.of(tolerance)
                .filter(Rule.Tolerance::isSome)
                .map(allowed -> PhasedRatioTest.ofAll(moreIs, allowed.worseBy(), allowed.safeBelow()));
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
            test.ifPresent(PhasedRatioTest::nextPhase);
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
        boolean compared = test.filter(each -> each.whole().total().canaryExposures() >= frame.exposure())
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
        PhasedRatioTest guarded = test.get();
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
        double chance = chance(guarded);
        if (chance >= AMBER) {
            return verdicts.say(
                    Word.INSUFFICIENT,
                    harm,
                    sides + ": looks worse" + likely(chance) + ", but isn't shown to be",
                    figures);
        }
        String likely = sides + likely(chance);
        if (looks.isPresent()) {
            return planned(guarded, likely, figures);
        }
        boolean safe = guarded.isSafe(verdicts.proof());
        return verdicts.say(
                safe ? Word.SAFE : Word.NO_HARM_SEEN,
                harm,
                likely + (safe ? ": shown not to be worse" : ": no harm shown, evidence " + Words.evidence(harm)),
                figures);
    }

    /** How likely it is, by all that was seen in this phase and without any proof, that it is worse by more than is tolerated. */
    private double chance(PhasedRatioTest guarded) {
        Arms seen = guarded.inPhase().total();
        return seen.events() == 0
                ? Double.NaN
                : new BetaBinomial(
                                seen,
                                guarded.inPhase().dispersionKnown()
                                        ? guarded.inPhase().dispersion()
                                        : 1)
                        .harm(moreIs, tolerance.worseBy());
    }

    private String likely(double chance) {
        return Double.isNaN(chance)
                ? ""
                : ", " + Words.percent(Math.round(chance * 1000) / 1000.0) + " likely to be worse by "
                        + Words.percent(tolerance.worseBy());
    }

    /** With a planned exposure, it goes on only when it is shown not to be worse by the margin. */
    private MetricVerdict planned(PhasedRatioTest guarded, String sides, Figures figures) {
        PromotionLooks.Look look = looks.get().look(guarded.whole().total());
        String seen = sides + ", " + Words.percent(look.fraction()) + " of the planned exposure";
        return look.mayPromote()
                ? verdicts.say(
                        Word.SAFE,
                        guarded.harm(),
                        seen + ": shown not to be worse by " + Words.percent(tolerance.margin()),
                        figures)
                : verdicts.say(
                        Word.INSUFFICIENT,
                        guarded.harm(),
                        seen + ": not shown yet not to be worse by " + Words.percent(tolerance.margin()),
                        figures);
    }

    private Figures figures() {
        Interval ratio = test.map(each -> each.inPhase().interval(verdicts.alpha()))
                .orElse(new Interval(0, Double.POSITIVE_INFINITY));
        boolean known = ratio.low() > 0 || Double.isFinite(ratio.high());
        return new Figures(
                phase.canaryExposures() > 0 ? phase.canaryEvents() / phase.canaryExposures() : Double.NaN,
                phase.stableExposures() > 0 ? phase.stableEvents() / phase.stableExposures() : Double.NaN,
                phase.canaryExposures(),
                known ? ratio.low() : Double.NaN,
                known ? ratio.high() : Double.NaN);
    }
}
