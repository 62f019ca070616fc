package io.jenkins.plugins.aidelivery.drift;

/** What a comparison of a column came to. */
public enum Outcome {
    /** It differs by more than may be, and chance does not explain that. */
    DRIFT("drift"),
    /** It differs by less than may be, or not at all as far as this many rows can tell. */
    NO_DRIFT("no drift"),
    /** So few rows could not have shown a difference that matters. */
    UNDERPOWERED("underpowered"),
    /** From the counts that were kept, it may differ by more or by less than may be. */
    UNDECIDED("undecided"),
    /** There is nothing to compare: a column is missing, empty, or of another kind. */
    NOT_COMPARABLE("not comparable"),
    /** It was not to be judged. */
    IGNORED("not judged");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whether it says anything for or against drift. */
    public boolean isJudged() {
        return this == DRIFT || this == NO_DRIFT;
    }
}
