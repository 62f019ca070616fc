package io.jenkins.plugins.aidelivery.rollout.analysis;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Role;
import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict.Word;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import java.util.List;
import java.util.stream.Stream;

/** A judge, fed window by window, 15 s each. */
final class Judged {
    static final double ALPHA = 0.01;
    static final Answer BLIND = new Answer.Blind("timed out");
    static final Answer NOTHING = new Answer.Nothing();

    private static final long WINDOW = 15_000;

    private final RuleJudge judge;
    private double weight = 20;
    private boolean promoted;
    private long stretch = 1;
    private long now;

    Judged(RuleJudge judge) {
        this.judge = judge;
    }

    static Rule.Frame frame(double exposure) {
        return new Rule.Frame("it", Role.GATING, 1, exposure, Rule.When.ALWAYS, false);
    }

    static Query query(Query.Kind kind) {
        return new Query(kind, "it");
    }

    static Limit max(double bound) {
        return new Limit(bound, true, 0, 20);
    }

    static Limit maxFor(double bound, long seconds) {
        return new Limit(bound, true, 1000 * seconds, 20);
    }

    static List<Answer> counts(double events, double total) {
        return List.of(new Answer.Increase(events), new Answer.Increase(total));
    }

    static List<Answer> value(double value) {
        return List.of(new Answer.Value(value));
    }

    /** Without ids. */
    static List<Answer> scores(double... values) {
        return List.of(new Answer.Samples(java.util.stream.DoubleStream.of(values)
                .mapToObj(each -> new Answer.Sample(0, "", each))
                .toList()));
    }

    static double[] repeated(double value, int times) {
        return Stream.generate(() -> value)
                .limit(times)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** In another phase. */
    Judged at(double percent) {
        weight = percent;
        stretch++;
        return this;
    }

    Judged promoted() {
        promoted = true;
        return at(100);
    }

    MetricVerdict sees(List<Answer> canary, List<Answer> stable) {
        return sees(canary, stable, List.of());
    }

    MetricVerdict sees(List<Answer> canary, List<Answer> stable, List<Answer> control) {
        long from = now;
        now += WINDOW;
        return judge.judge(new Reading("it", canary, stable, control), new Look(stretch, weight, from, now, promoted));
    }

    Judged after(int windows, List<Answer> canary, List<Answer> stable) {
        for (int i = 0; i < windows; i++) {
            sees(canary, stable);
        }
        return this;
    }

    Word says(List<Answer> canary, List<Answer> stable) {
        return sees(canary, stable).word();
    }
}
