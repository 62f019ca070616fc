package io.jenkins.plugins.aidelivery.rollout.analysis;

/** Judges a rule from window to window, and remembers what it takes for that. */
interface RuleJudge {
    MetricVerdict judge(Reading reading, Look look);
}
