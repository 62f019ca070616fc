package io.jenkins.plugins.aidelivery.stats.sequential;

/**
 * Whether a canary may be promoted because its rate is shown not to be worse by a margin, when the number of its requests is planned and
 * there may be looks before. The z of two proportions is that of C. P. Farrington and G. Manning, Statistics in Medicine 9 (1990) 1447:
 * the variance is that of the rates which are likeliest among those that differ by just the margin. The bound is that of {@link
 * GroupSequential}. With a planned size it has more power than {@link GuardedRatioTest}, and none of its guard against bursts.
 */
public final class PromotionLooks {
    private final MoreIs moreIs;
    private final double margin;
    private final double planned;
    private final GroupSequential bounds;

    /**
     * @param fraction of the planned canary exposures, 0 … 1
     * @param z how far from just being worse by the margin, in standard errors; NaN if a side has no exposures
     * @param bound what z must reach
     */
    public record Look(double fraction, double z, double bound) {
        public boolean mayPromote() {
            return z >= bound;
        }
    }

    /**
     * @param alpha the chance to promote a canary that is worse by the margin, between 0 and 1
     * @param margin difference of the rates, above 0 and below 1
     * @param planned exposures of the canary at the end, more than 0
     */
    public PromotionLooks(MoreIs moreIs, double margin, double alpha, double planned) {
        if (!(margin > 0 && margin < 1 && planned > 0)) {
            throw new IllegalArgumentException("a margin lies between 0 and 1, not at " + margin
                    + ", and planned exposures are more than 0, not " + planned);
        }
        this.moreIs = moreIs;
        this.margin = margin;
        this.planned = planned;
        bounds = new GroupSequential(alpha);
    }

    /** @param total of all intervals so far */
    public Look look(Arms total) {
        double fraction = Math.min(1, total.canaryExposures() / planned);
        return new Look(fraction, z(total), bounds.bound(fraction));
    }

    private double z(Arms total) {
        double canary = total.canaryEvents() / total.canaryExposures();
        double stable = total.stableEvents() / total.stableExposures();
        // Good events are counted as bad ones that didn't happen.
        return moreIs == MoreIs.WORSE
                ? score(canary, total.canaryExposures(), stable, total.stableExposures(), margin)
                : score(1 - canary, total.canaryExposures(), 1 - stable, total.stableExposures(), margin);
    }

    /** Farrington and Manning, formula (1) with the closed form of their appendix. */
    static double score(double p1, double n1, double p0, double n0, double margin) {
        double theta = n0 / n1;
        double a = 1 + theta;
        double b = -(1 + theta + p1 + theta * p0 + margin * (theta + 2));
        double c = margin * margin + margin * (2 * p1 + theta + 1) + p1 + theta * p0;
        double d = -p1 * margin * (1 + margin);
        double v = Math.pow(b / (3 * a), 3) - b * c / (6 * a * a) + d / (2 * a);
        double u = Math.copySign(Math.sqrt(Math.max(0, b * b / (9 * a * a) - c / (3 * a))), v);
        double w = u == 0 ? Math.PI / 3 : (Math.PI + Math.acos(Math.max(-1, Math.min(1, v / (u * u * u))))) / 3;
        double likely1 = Math.max(margin, Math.min(1, 2 * u * Math.cos(w) - b / (3 * a)));
        double likely0 = likely1 - margin;
        double variance = likely1 * (1 - likely1) / n1 + likely0 * (1 - likely0) / n0;
        return (p0 + margin - p1) / Math.sqrt(variance);
    }
}
