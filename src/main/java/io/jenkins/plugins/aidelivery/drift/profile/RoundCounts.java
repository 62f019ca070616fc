package io.jenkins.plugins.aidelivery.drift.profile;

/**
 * What one round of counting found.
 *
 * @param cells counts of the cells
 * @param below numbers in the parent cell that are smaller than the round's scale holds; of the first round, all such numbers
 * @param above numbers that are larger
 */
public record RoundCounts(CellCounts cells, long below, long above) {
    RoundCounts plus(RoundCounts other) {
        return new RoundCounts(cells.plus(other.cells), below + other.below, above + other.above);
    }

    /** How many numbers the scale holds. */
    public long inside() {
        return cells.total();
    }
}
