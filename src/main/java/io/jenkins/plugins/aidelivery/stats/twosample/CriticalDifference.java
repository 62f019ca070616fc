package io.jenkins.plugins.aidelivery.stats.twosample;

import java.util.LinkedHashMap;
import java.util.Map;

/** The smallest difference whose p-value is at most alpha. */
final class CriticalDifference {
    private record Question(double alpha, long n, long m) {}

    /** The columns of a table mostly have the same sizes, and some sizes take milliseconds. */
    private static final Map<Question, Double> KNOWN = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Double> eldest) {
            return size() > 1000;
        }
    };

    private CriticalDifference() {}

    static double of(double alpha, long n, long m) {
        Question question = new Question(alpha, Math.min(n, m), Math.max(n, m));
        synchronized (KNOWN) {
            Double known = KNOWN.get(question);
            if (known != null) {
                return known;
            }
        }
        double answer = KolmogorovSmirnov.isExact(n, m)
                ? onLattice(question)
                : KolmogorovDistribution.upperQuantile(alpha, KolmogorovSmirnov.oneSampleSize(n, m));
        synchronized (KNOWN) {
            KNOWN.put(question, answer);
        }
        return answer;
    }

    /** The logarithm of the p-value is nearly linear in D², so that interpolation finds the point in a few steps. */
    private static double onLattice(Question question) {
        Lattice lattice = new Lattice(question.n, question.m);
        double wanted = Math.log(question.alpha);
        long frequent = 0;
        long rare = lattice.points();
        double logFrequent = 0;
        double logRare = logOfApart(question);
        if (Math.abs(logRare - wanted) < 1e-9) {
            // So near to the level, rounding has to decide as it does for the p-value; samples are tiny then.
            logRare = logP(question, rare);
        }
        if (logRare > wanted) {
            return Double.POSITIVE_INFINITY;
        }
        double effective = Counts.effectiveSize(question.n, question.m);
        double guess = Math.sqrt(Math.log(2 / question.alpha) / 2 / effective) * rare;
        for (int round = 0; rare - frequent > 1; round++) {
            long next = Math.max(frequent + 1, Math.min(rare - 1, (long) Math.ceil(guess)));
            double log = logP(question, next);
            if (log <= wanted) {
                rare = next;
                logRare = log;
            } else {
                frequent = next;
                logFrequent = log;
            }
            double low = (double) frequent * frequent;
            double high = (double) rare * rare;
            double share =
                    logRare == Double.NEGATIVE_INFINITY ? Double.NaN : (logFrequent - wanted) / (logFrequent - logRare);
            if (round == 0 || frequent == 0 && log > Double.NEGATIVE_INFINITY) {
                // One point alone: p = 2 exp(-c D²).
                double scale = (wanted - Math.log(2)) / (log - Math.log(2));
                guess = next * Math.sqrt(scale);
            } else if (share >= 0 && share <= 1 && round < 20) {
                guess = Math.sqrt(low + share * (high - low));
            } else {
                guess = (frequent + rare) / 2.0;
            }
        }
        return lattice.at(rare);
    }

    /** Two of all orders keep the samples apart, {@code 2 / C(n + m, n)}: the paths would take long to tell. */
    private static double logOfApart(Question question) {
        double log = Math.log(2);
        for (long i = 1; i <= question.n; i++) {
            log -= Math.log((double) (question.m + i) / i);
        }
        return Math.min(0, log);
    }

    private static double logP(Question question, long k) {
        return Math.log(LatticePaths.leaving((int) question.n, (int) question.m, k));
    }
}
