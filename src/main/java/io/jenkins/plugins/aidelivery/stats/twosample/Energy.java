package io.jenkins.plugins.aidelivery.stats.twosample;

import io.jenkins.plugins.aidelivery.stats.Sum;

/** G. J. Székely's energy distance. */
public final class Energy {
    private Energy() {}

    /**
     * {@code √(2 ∫ (F - G)²)}, 0 … ∞ in the root of the values' unit (scipy {@code energy_distance}): it depends on the unit, so
     * that a threshold means something for one column only.
     */
    public static double statistic(Pooled samples) {
        Sum area = new Sum();
        EmpiricalDifference.forEach(samples, (difference, length, share) -> area.add(difference * difference * length));
        return Math.sqrt(2 * area.value());
    }
}
