package io.jenkins.plugins.aidelivery.stats.sequential;

/**
 * McNemar's test, looked at as often as one likes: the same items went to both sides, and only those count where an event, such as a
 * refusal, happened on one side alone. Of these, if the sides are equal, half are the canary's: {@link RatioEvidence} at equal exposures.
 * Items are taken as independent; add repeated ones once. Mutable, 2 KB.
 */
public final class PairedTest {
    private final MoreIs moreIs;
    private final RatioEvidence harm;
    private final RatioEvidence safety;
    private double canaryOnly;
    private double stableOnly;

    /**
     * @param delta by how much the ratio of discordant items may be worse than 1; 0 or more
     * @param deltaMax by how much it must be shown not to be worse, at least delta
     */
    public PairedTest(MoreIs moreIs, double delta, double deltaMax) {
        RatioBounds bounds = new RatioBounds(MoreIs.WORSE, delta, deltaMax);
        this.moreIs = moreIs;
        harm = RatioEvidence.above(1 + bounds.delta(), (1 + bounds.delta()) * RatioBounds.REACH);
        safety = RatioEvidence.below(1 + bounds.deltaMax(), (1 + bounds.deltaMax()) / RatioBounds.REACH);
    }

    /** One item. */
    public void add(boolean canaryEvent, boolean stableEvent) {
        if (canaryEvent != stableEvent) {
            add(canaryEvent ? 1 : 0, stableEvent ? 1 : 0);
        }
    }

    /** Items with an event on one side alone. */
    public void add(long onlyCanary, long onlyStable) {
        double discordant = (double) onlyCanary + onlyStable;
        Arms arms = moreIs == MoreIs.WORSE
                ? new Arms(onlyCanary, discordant, onlyStable, discordant)
                : new Arms(onlyStable, discordant, onlyCanary, discordant);
        harm.add(arms);
        safety.add(arms);
        canaryOnly += onlyCanary;
        stableOnly += onlyStable;
    }

    /** E-value that the canary is worse by more than delta. */
    public double harm() {
        return Math.exp(harm.logE(1));
    }

    /** E-value that it is not worse by deltaMax. */
    public double safety() {
        return Math.exp(safety.logE(1));
    }

    public double discordant() {
        return canaryOnly + stableOnly;
    }

    /** Events on the canary alone for each on the stable side alone; NaN without either, maybe infinite. */
    public double ratio() {
        return canaryOnly / stableOnly;
    }
}
