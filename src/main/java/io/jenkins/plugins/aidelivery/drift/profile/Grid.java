package io.jenkins.plugins.aidelivery.drift.profile;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a column's numbers are counted: in cells of one width over the whole range first; then, round by round, cells that hold too much
 * are looked into again, either divided by further bits of their places, or with a scale of their own. Cells nest exactly and are in the
 * order of their numbers.
 *
 * @param rounds at least one
 */
public record Grid(List<Round> rounds) {
    /** Leading bits of a place that a round looks at. */
    public static final int FIRST_BITS = 11;

    public Grid {
        rounds = List.copyOf(rounds);
    }

    /**
     * One round of counting.
     *
     * @param of the earlier round whose cells are looked into; -1 in the first, which looks at everything
     * @param parents those cells, ascending; one if there is a new scale
     * @param scale of the places; the earlier round's if cells are divided
     * @param shift bits that are dropped from a place to get a cell
     */
    public record Round(int of, List<Long> parents, Scale scale, int shift) {
        public Round {
            parents = List.copyOf(parents);
        }

        /** The cell of a value that the scale holds. */
        public long cell(double value) {
            return scale.place(value) >> shift;
        }

        /** Whether cells can't be divided by further bits. */
        public boolean isFinest() {
            return shift == 0;
        }
    }

    /** The first round alone. */
    public static Grid of(Scale scale) {
        return new Grid(List.of(new Round(-1, List.of(), scale.upToItsEnd(), Scale.BITS - FIRST_BITS)));
    }

    /** The scale of the whole. */
    public Scale scale() {
        return rounds.get(0).scale();
    }

    /**
     * With cells of a round divided by further bits; not too many of them.
     *
     * @throws IllegalArgumentException if that round is the finest of its scale
     */
    public Grid divided(int of, List<Long> parents) {
        Round divided = rounds.get(of);
        if (divided.isFinest()) {
            throw new IllegalArgumentException("cells as narrow as places can't be divided");
        }
        int bits = FIRST_BITS;
        while ((long) parents.size() << bits > 1L << FIRST_BITS && bits > 1) {
            bits--;
        }
        return with(new Round(of, parents, divided.scale(), Math.max(0, divided.shift() - bits)));
    }

    /** With a cell of a round looked into with a scale of its own, which lies in it. */
    public Grid rescaled(int of, long parent, Scale scale) {
        return with(new Round(of, List.of(parent), scale, Scale.BITS - FIRST_BITS));
    }

    private Grid with(Round round) {
        List<Round> more = new ArrayList<>(rounds);
        more.add(round);
        return new Grid(more);
    }

    /** Whether so many numbers are in a cell of the first round that they have a scale of their own. */
    @JsonIgnore
    public boolean isCrowded() {
        return IntStream.range(1, rounds.size())
                .anyMatch(round -> rounds.get(round).of() == 0 && isRescaled(round));
    }

    /**
     * Some of the rounds.
     *
     * @param kept their numbers, ascending, with those that they look into
     */
    Grid only(List<Integer> kept) {
        List<Round> some = new ArrayList<>();
        for (int r : kept) {
            Round round = rounds.get(r);
            some.add(new Round(kept.indexOf(round.of()), round.parents(), round.scale(), round.shift()));
        }
        return new Grid(some);
    }

    /** Rounds that another grid has, too, apart from ones about single values that were left out in either. */
    List<Integer> sameRounds(Grid other) {
        return IntStream.range(0, rounds.size())
                .filter(r -> !rounds.get(r).scale().isPoint()
                        || r == 0
                        || other.rounds.stream().anyMatch(round -> isSame(rounds.get(r), other, round)))
                .boxed()
                .toList();
    }

    /** Rounds are told by what they look into: where it lies, and of which round. */
    private boolean isSame(Round one, Grid other, Round round) {
        boolean first = one.of() < 0 || round.of() < 0;
        return one.parents().equals(round.parents())
                && one.scale().equals(round.scale())
                && one.shift() == round.shift()
                && (first ? one.of() == round.of() : isSame(rounds.get(one.of()), other, other.rounds.get(round.of())));
    }

    /**
     * A cell of a round.
     *
     * @param round that counts it
     * @param cell in that round
     */
    record Place(int round, long cell) {}

    /** The cell that a value is in and that no round looks into; empty if it lies beside a scale. */
    Optional<Place> place(double value) {
        int r = 0;
        while (rounds.get(r).scale().holds(value)) {
            int at = r;
            long cell = rounds.get(r).cell(value);
            Optional<Integer> closer = IntStream.range(r + 1, rounds.size())
                    .filter(next -> rounds.get(next).of() == at
                            && rounds.get(next).parents().contains(cell))
                    .boxed()
                    .findFirst();
            if (closer.isEmpty()) {
                return Optional.of(new Place(r, cell));
            }
            r = closer.get();
        }
        return Optional.empty();
    }

    boolean isLookedInto(int round, long cell) {
        return rounds.stream()
                .anyMatch(next -> next.of() == round && next.parents().contains(cell));
    }

    /** Whether it looks at single values, as it does where many rows have the same. */
    boolean hasPoints() {
        return rounds.stream().anyMatch(round -> round.scale().isPoint());
    }

    /** Whether a round has a scale of its own. */
    public boolean isRescaled(int round) {
        Round asked = rounds.get(round);
        return asked.of() >= 0 && !asked.scale().equals(rounds.get(asked.of()).scale());
    }
}
