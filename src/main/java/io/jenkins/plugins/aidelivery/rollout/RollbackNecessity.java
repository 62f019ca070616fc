package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a version that has been promoted should go back.
 *
 * @param advice what to do
 * @param confidence that it is right, 0 … 1
 * @param basis where the confidence comes from, a sentence
 * @param reasons sentences, the most important first
 */
public record RollbackNecessity(Advice advice, double confidence, String basis, List<String> reasons) {
    public RollbackNecessity {
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }

    /** What to do. */
    public enum Advice {
        /** Back, now. */
        IMMEDIATE_ROLLBACK,
        /** Back, once somebody has seen to a condition. */
        CONDITIONAL_ROLLBACK,
        /** Repair the new version: the way back is worse, or there is none. */
        FORWARD_FIX,
        /** Keep looking. */
        MONITOR
    }

    /**
     * From where on it is severe whatever the plan says.
     *
     * @param errors share of requests
     * @param quality part of the best possible score, below which it is
     * @param response seconds
     * @param cost as a multiple of the previous version's
     */
    public record Thresholds(double errors, double quality, double response, double cost) {
        public static final Thresholds DEFAULT = new Thresholds(0.15, 0.70, 5, 2);
    }

    /** How the previous version is. */
    public enum Health {
        WELL,
        UNWELL,
        UNKNOWN
    }

    /**
     * What there is to go back to.
     *
     * @param health as far as it is known
     * @param missing what keeps it from being possible, or being whole; none if nothing does
     */
    public record Previous(Health health, List<String> missing) {
        public Previous {
            missing = List.copyOf(missing);
        }

        boolean isReachable() {
            return missing.isEmpty();
        }

        /**
         * As a plan and the last comparison with it tell.
         *
         * @param verdicts of the last look in which it had traffic
         * @param warm whether it is still up
         */
        static Previous of(RolloutPlan plan, List<MetricVerdict> verdicts, boolean warm, Thresholds thresholds) {
            List<Finding> findings = Finding.all(plan, verdicts, thresholds);
            Health health = findings.stream().anyMatch(Finding::isStableSevere)
                    ? Health.UNWELL
                    : findings.stream().anyMatch(Finding::isStableKnown) ? Health.WELL : Health.UNKNOWN;
            return new Previous(health, missing(plan, warm));
        }

        private static List<String> missing(RolloutPlan plan, boolean warm) {
            RolloutPlan.Version old = plan.subject().previous();
            RolloutPlan.Version now = plan.subject().version();
            List<String> missing = new ArrayList<>();
            if (!warm && old.id().isEmpty() && old.artifact().isEmpty()) {
                missing.add("the previous version is not kept up, and the plan doesn't name it");
            }
            if (!now.configuration().isEmpty() && old.configuration().isEmpty()) {
                missing.add("the previous version's configuration is not known");
            }
            if (!now.data().isEmpty() && old.data().isEmpty()) {
                missing.add("the previous version's data is not known");
            }
            return missing;
        }
    }

    /**
     * Judges. The same figures give the same advice.
     *
     * @param verdicts of the last look at the new version
     */
    public static RollbackNecessity judge(
            RolloutPlan plan, List<MetricVerdict> verdicts, Previous previous, Thresholds thresholds) {
        return new Necessity(Finding.all(plan, verdicts, thresholds), previous).judge();
    }
}
