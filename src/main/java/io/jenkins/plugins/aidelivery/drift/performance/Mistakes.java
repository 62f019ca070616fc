package io.jenkins.plugins.aidelivery.drift.performance;

import io.jenkins.plugins.aidelivery.drift.profile.PerformanceProfile;
import io.jenkins.plugins.aidelivery.stats.ConfusionMatrix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which wrong predictions became more frequent. */
public final class Mistakes {
    private static final int MOST = 3;

    /** Of all rows; less is not worth a line. */
    private static final double LEAST = 0.001;

    private Mistakes() {}

    /**
     * A kind of mistake.
     *
     * @param words what was taken for what
     * @param before share of all rows, 0 … 1
     * @param now the same
     */
    public record Mistake(String words, double before, double now) {}

    /** Those that grew most come first. */
    public static List<Mistake> of(PerformanceProfile before, PerformanceProfile now, Classes classes) {
        ConfusionMatrix one = Measured.matrix(before, classes);
        ConfusionMatrix other = Measured.matrix(now, classes);
        List<Mistake> mistakes = new ArrayList<>();
        if (one.rows() == 0 || other.rows() == 0) {
            return mistakes;
        }
        for (int label = 0; label < classes.size(); label++) {
            for (int said = 0; said < classes.size(); said++) {
                double old = (double) one.count(label, said) / one.rows();
                double share = (double) other.count(label, said) / other.rows();
                if (label != said && share - old >= LEAST) {
                    mistakes.add(new Mistake(classes.name(label) + " taken for " + classes.name(said), old, share));
                }
            }
        }
        mistakes.sort(Comparator.comparingDouble((Mistake mistake) -> mistake.before() - mistake.now()));
        return List.copyOf(mistakes.subList(0, Math.min(MOST, mistakes.size())));
    }
}
