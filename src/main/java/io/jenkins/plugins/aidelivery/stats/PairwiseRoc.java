package io.jenkins.plugins.aidelivery.stats;

/**
 * Areas under the ROC curve of one class against each other one by itself, in one pass over rows in ascending order of that
 * class' score: the building block of "one versus one" averages (D. J. Hand and R. J. Till, Machine Learning 45, 2001).
 * Memory grows with the number of classes only.
 */
public final class PairwiseRoc {
    private final int own;
    private final double[] below;
    private final double[] ties;
    private final Sum[] wins;
    private double score = Double.NEGATIVE_INFINITY;

    /** @param own the class whose score orders the rows, 0 … classes - 1 */
    public PairwiseRoc(int classes, int own) {
        this.own = own;
        this.below = new double[classes];
        this.ties = new double[classes];
        this.wins = new Sum[classes];
        for (int k = 0; k < classes; k++) {
            wins[k] = new Sum();
        }
    }

    /**
     * Takes the next row.
     *
     * @param next its score of the own class, not below the row before
     * @param label its true class
     * @throws IllegalArgumentException if the rows are out of order
     */
    public void add(double next, int label, double weight) {
        if (!(next >= score)) {
            throw new IllegalArgumentException("scores are to come in ascending order; " + next + " follows " + score);
        }
        if (next > score) {
            flush();
            score = next;
        }
        ties[label] += weight;
    }

    /** The areas against each class; NaN against itself and against one without rows. No row can be added after it. */
    public double[] areas() {
        flush();
        double[] areas = new double[below.length];
        for (int k = 0; k < areas.length; k++) {
            double pairs = below[own] * below[k];
            areas[k] = k != own && pairs > 0 ? wins[k].value() / pairs : Double.NaN;
        }
        return areas;
    }

    private void flush() {
        if (ties[own] > 0) {
            for (int k = 0; k < below.length; k++) {
                wins[k].add(ties[own] * (below[k] + ties[k] / 2));
            }
        }
        for (int k = 0; k < below.length; k++) {
            below[k] += ties[k];
            ties[k] = 0;
        }
    }
}
