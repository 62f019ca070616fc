package io.jenkins.plugins.aidelivery.drift.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * How a column's numbers are counted: in cells of one width over the whole range first; then, round by round, cells that
 * hold too much are divided again. Cells are leading bits of a {@link Scale}'s places, so they nest exactly.
 *
 * @param scale places of values
 * @param rounds at least one
 */
public record Grid(Scale scale, List<Round> rounds) {
    /** Of a place: as many as a double has. */
    public static final int BITS = 53;

    /** Leading bits of a place that the first round looks at. */
    public static final int FIRST_BITS = 11;

    public Grid {
        rounds = List.copyOf(rounds);
    }

    /**
     * One round of counting.
     *
     * @param of the earlier round whose cells are divided; -1 in the first, which divides everything
     * @param shift bits that are dropped from a place to get a cell
     * @param parents the cells that are divided, ascending; none in the first round
     */
    public record Round(int of, int shift, List<Long> parents) {
        public Round {
            parents = List.copyOf(parents);
        }
    }

    /** The first round alone. */
    public static Grid of(Scale scale) {
        return new Grid(scale, List.of(new Round(-1, BITS - FIRST_BITS, List.of())));
    }

    /** With cells of the last round divided; not too many of them. */
    public Grid divided(List<Long> parents) {
        return divided(rounds.size() - 1, parents);
    }

    /**
     * With one round more.
     *
     * @param of the round whose cells are divided
     * @param parents some of them
     */
    public Grid divided(int of, List<Long> parents) {
        int bits = FIRST_BITS;
        while ((long) parents.size() << bits > 1L << FIRST_BITS && bits > 1) {
            bits--;
        }
        List<Round> more = new ArrayList<>(rounds);
        more.add(new Round(of, Math.max(0, rounds.get(of).shift() - bits), parents));
        return new Grid(scale, more);
    }

    private Round last() {
        return rounds.get(rounds.size() - 1);
    }

    /** Whether cells of the last round are as narrow as places. */
    public boolean isFinest() {
        return last().shift() == 0;
    }
}
