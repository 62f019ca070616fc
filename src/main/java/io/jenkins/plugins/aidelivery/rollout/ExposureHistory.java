package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Extra;
import io.jenkins.plugins.aidelivery.rollout.RollbackAnalysis.Impact;
import io.jenkins.plugins.aidelivery.rollout.analysis.Reading;
import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.metric.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much traffic the canary had, and what became of it. */
final class ExposureHistory {
    private final Map<String, Sums> sums = new LinkedHashMap<>();
    private double weight;
    private double peak;
    private long since;
    private long exposed;

    private static final class Sums {
        private final boolean good;
        private double events;
        private double requests;
        private double expected;

        /** Of stable in all windows before, for windows in which it had no traffic. */
        private double stableEvents;

        private double stableRequests;

        Sums(boolean good) {
            this.good = good;
        }

        void add(Reading reading) {
            double count = increase(reading.canary(), 0);
            double among = increase(reading.canary(), 1);
            double others = increase(reading.stable(), 1);
            if (others > 0) {
                stableEvents += increase(reading.stable(), 0);
                stableRequests += others;
            }
            events += count;
            requests += among;
            double rate = others > 0 ? increase(reading.stable(), 0) / others : stableEvents / stableRequests;
            expected += among == 0 ? 0 : among * rate;
        }

        private static double increase(List<Answer> answers, int index) {
            return answers.size() > index && answers.get(index) instanceof Answer.Increase increase ? increase.by() : 0;
        }
    }

    void add(RolloutState before, RolloutJournal.Line line) {
        if (line.event() instanceof RolloutEvent.Seen seen && !Double.isNaN(seen.weight())) {
            exposed += weight > 0 ? line.at() - since : 0;
            weight = seen.weight();
            peak = Math.max(peak, weight);
            since = line.at();
        } else if (line.event() instanceof RolloutEvent.Evaluated evaluated
                && !before.stage().isGoingBack()) {
            for (Reading reading : evaluated.evaluation().readings()) {
                add(before.plan(), reading);
            }
        }
    }

    private void add(RolloutPlan plan, Reading reading) {
        if (plan.rule(reading.rule()).orElse(null) instanceof Rule.Rate rate) {
            sums.computeIfAbsent(reading.rule(), name -> new Sums(rate.good())).add(reading);
        }
    }

    /** @param asOf until when the weight that was seen last is known to have been */
    Impact impact(long seenAt, long decidedAt, long restoredAt, long asOf) {
        List<Extra> extras = new ArrayList<>();
        sums.forEach((rule, each) -> extras.add(new Extra(rule, each.good, each.events, each.requests, each.expected)));
        double requests = extras.stream().mapToDouble(Extra::requests).max().orElse(0);
        return new Impact(
                seenAt, decidedAt, restoredAt, exposed + (weight > 0 ? asOf - since : 0), peak, requests, extras);
    }
}
