package io.jenkins.plugins.aidelivery.rollout.analysis.kayenta;

/**
 * What was found about a metric.
 *
 * @param critical whether it fails everything
 * @param reason a sentence
 */
public record MetricResult(KayentaMetric metric, Classification classification, boolean critical, String reason) {
    /** Kayenta's own words. */
    public enum Classification {
        PASS,
        HIGH,
        LOW,
        NODATA,
        NODATA_FAIL_METRIC,
        ERROR;

        /** Whether it is part of a group's score: the other two leave it, as if they had never been measured. */
        boolean counts() {
            return this != NODATA && this != ERROR;
        }
    }
}
