package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Figures;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer.Text;
import io.jenkins.plugins.aidelivery.stats.Interval;
import io.jenkins.plugins.aidelivery.stats.sequential.BoundedMeanSequence;
import java.util.List;
import java.util.Optional;

/** Whether both sides give like answers to the same requests. */
final class OutputsJudge implements RuleJudge {
    private static final int WAITING = 100;

    private final Rule.Outputs rule;
    private final Verdicts verdicts;
    private final Pairing<String> pairing = new Pairing<>(WAITING);
    private final BoundedMeanSequence whole = new BoundedMeanSequence(0, 1);
    private final Restarts restarts = new Restarts();
    private BoundedMeanSequence likeness = new BoundedMeanSequence(0, 1);
    private long stretch = -1;
    private long pairs;
    private long same;

    OutputsJudge(Rule.Outputs rule, double alpha) {
        this.rule = rule;
        this.verdicts = new Verdicts(rule.frame(), alpha);
    }

    @Override
    public MetricVerdict judge(Reading reading, Look look) {
        Optional<String> blind = reading.blind().or(reading::blindOnStable);
        if (blind.isPresent()) {
            return verdicts.blind(blind.get());
        }
        if (look.stretch() != stretch) {
            stretch = look.stretch();
            if (pairs > 0) {
                restarts.next(likeness.below(rule.agreement()));
                likeness = new BoundedMeanSequence(0, 1);
            }
            pairs = 0;
            same = 0;
        }
        for (Text text : texts(reading.canary())) {
            pairing.canary(text.id(), text.text()).ifPresent(this::pair);
        }
        for (Text text : texts(reading.stable())) {
            pairing.stable(text.id(), text.text()).ifPresent(this::pair);
        }
        return verdict();
    }

    private static List<Text> texts(List<Answer> side) {
        return !side.isEmpty() && side.get(0) instanceof Answer.Texts texts ? texts.texts() : List.of();
    }

    private void pair(Pairing.Pair<String> pair) {
        double alike = Similarity.of(pair.canary(), pair.stable());
        likeness.add(alike);
        whole.add(alike);
        pairs++;
        same += alike == 1 ? 1 : 0;
    }

    private MetricVerdict verdict() {
        double harm = restarts.join(whole.below(rule.agreement()), likeness.below(rule.agreement()));
        boolean known = likeness.count() > 0;
        Interval interval = known ? likeness.interval(verdicts.alpha()) : new Interval(0, 1);
        Figures figures = new Figures(likeness.mean(), Double.NaN, pairs, interval.low(), interval.high());
        String seen = "answers are alike by " + Words.percent(likeness.mean()) + " (" + same + " of " + pairs
                + " are the same); " + Words.percent(rule.agreement()) + " is asked for";
        if (harm >= verdicts.proof()) {
            return verdicts.say(Word.HARM, harm, seen, figures);
        }
        if (pairs < rule.frame().exposure()) {
            return verdicts.insufficient(
                    pairs + " of at least " + Words.number(rule.frame().exposure())
                            + " requests seen that both sides answered",
                    figures);
        }
        if (likeness.mean() < rule.agreement()) {
            return verdicts.insufficient(seen + ": too little, which may be chance", figures);
        }
        boolean safe = likeness.above(rule.agreement()) >= verdicts.proof();
        return verdicts.say(safe ? Word.SAFE : Word.NO_HARM_SEEN, harm, seen, figures);
    }
}
