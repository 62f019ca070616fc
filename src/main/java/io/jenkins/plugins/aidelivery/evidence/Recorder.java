package io.jenkins.plugins.aidelivery.evidence;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Source;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes down what a reader finds in one file. */
public final class Recorder {
    /** A report with more measures than this is not one that anybody judges by. */
    public static final int MOST_MEASURES = 100_000;

    private final String prefix;
    private final String file;
    private final String format;
    private final List<Measure> measures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Instant produced;
    private boolean empty;

    public Recorder(String family, String file, String format) {
        this.prefix = family.isEmpty() ? "" : family + ".";
        this.file = file;
        this.format = format;
    }

    /** A measure of all of the data. */
    public void add(String name, Amount amount, String pointer) throws EvidenceException {
        add(name, Slice.ALL, amount, pointer);
    }

    /** A measure of a part of the data. */
    public void add(String name, Slice slice, Amount amount, String pointer) throws EvidenceException {
        add(name, slice, amount, Status.OK, pointer);
    }

    /** A measure that the tool, or the reader, has something to say about. */
    public void add(String name, Slice slice, Amount amount, Status status, String pointer) throws EvidenceException {
        put(Measure.of(new MeasureId(prefix + name, slice), amount, status, new Source(file, format, pointer)));
    }

    /** A measure with the version before on the same rows. */
    public void add(String name, Slice slice, Amount amount, Paired paired, String pointer) throws EvidenceException {
        put(Measure.ok(new MeasureId(prefix + name, slice), amount, new Source(file, format, pointer))
                .with(paired));
    }

    private void put(Measure measure) throws EvidenceException {
        if (measures.size() >= MOST_MEASURES) {
            throw new EvidenceException("more than " + MOST_MEASURES + " measures in one file");
        }
        measures.add(measure);
    }

    /** Something the page should say of this file, such as "3 rows without a label were left out". */
    public void note(String sentence) {
        if (!notes.contains(sentence)) {
            notes.add(sentence);
        }
    }

    /** A report that is as it should be, but holds no result; some tools write such ones beside others. */
    public void nothing(String sentence) {
        empty = true;
        note(sentence);
    }

    /** When the report says that it was made, if it says so without doubt; the earliest counts. */
    public void produced(Instant when) {
        if (produced == null || when.isBefore(produced)) {
            produced = when;
        }
    }

    public List<Measure> measures() {
        return List.copyOf(measures);
    }

    /** Whether the reader said that it is all right to have found nothing. */
    boolean isEmpty() {
        return measures.isEmpty() && empty;
    }

    String notes() {
        return String.join("; ", notes);
    }

    Optional<Instant> produced() {
        return Optional.ofNullable(produced);
    }
}
