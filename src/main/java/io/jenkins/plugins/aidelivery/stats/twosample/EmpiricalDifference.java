package io.jenkins.plugins.aidelivery.stats.twosample;

/** Walks along the difference of the two empirical distribution functions, which is constant between neighbouring values. */
final class EmpiricalDifference {
    interface Visitor {
        /**
         * @param difference reference minus current, -1 … 1
         * @param length of the stretch it has this value on, more than 0
         * @param share of both samples together that lies to its left
         */
        void stretch(double difference, double length, double share);
    }

    private EmpiricalDifference() {}

    static void forEach(Pooled samples, Visitor visitor) {
        Lattice lattice = new Lattice(samples.n(), samples.m());
        double all = (double) samples.n() + samples.m();
        long inReference = 0;
        long inCurrent = 0;
        for (int i = 0; i + 1 < samples.size(); i++) {
            inReference += samples.reference(i);
            inCurrent += samples.current(i);
            visitor.stretch(
                    lattice.difference(inReference, inCurrent),
                    samples.x(i + 1) - samples.x(i),
                    (inReference + inCurrent) / all);
        }
    }
}
