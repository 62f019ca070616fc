package io.jenkins.plugins.aidelivery.evidence.prediction;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Columns;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Predictions;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Task;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.FileFinder;
import io.jenkins.plugins.aidelivery.evidence.FilePattern;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.evidence.table.TableEngine;
import io.jenkins.plugins.aidelivery.evidence.table.TableFile;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes a model's metrics from a table of its predictions: CSV (also packed with gzip, or with tabs), JSON lines or
 * Parquet of any size. An entry says which column is what; nothing is guessed by names.
 */
final class PredictionsReader implements ReportReader {
    /** Numbers with more different values are amounts. */
    private static final int MOST_WHOLE_CLASSES = 50;

    private final Predictions wanted;
    private final Path directory;

    /**
     * @param wanted what the entry says
     * @param directory where the file with the version before is looked for
     */
    PredictionsReader(Predictions wanted, Path directory) {
        this.wanted = wanted;
        this.directory = directory;
    }

    @Override
    public String format() {
        return "predictions";
    }

    @Override
    public String family() {
        return "";
    }

    @Override
    public boolean recognises(Head head) {
        return true;
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        TableFile file = TableFile.open(report.file(), report.path());
        Optional<Path> before = baseline(out);
        List<Path> files = new ArrayList<>(List.of(report.file()));
        before.ifPresent(files::add);
        try (TableEngine engine = TableEngine.open(files, TableEngine.Results.STREAMED)) {
            PredictionTable table = PredictionTable.load(engine, file, "candidate", wanted.columns());
            LabelledRows rows = LabelledRows.of(table);
            Optional<PredictionTable> baseline =
                    before.isPresent() ? Optional.of(load(engine, before.get())) : Optional.empty();
            record(rows, baseline, out);
        }
    }

    private void record(LabelledRows rows, Optional<PredictionTable> baseline, Recorder out) throws IOException {
        Optional<PairedRows> paired = baseline.isPresent()
                ? Optional.of(PairedRows.of(rows, baseline.get(), wanted.baseline()))
                : Optional.empty();
        size(rows, new MeasureWriter(out, Map.of()));
        if (isRegression(rows)) {
            new RegressionMeasures(rows, wanted, paired).record(out);
        } else {
            new ClassificationMeasures(rows, wanted, paired).record(out);
        }
    }

    private static void size(LabelledRows rows, MeasureWriter out) throws IOException {
        long all = rows.table().rows();
        long labelled = rows.count();
        String label = rows.table().columns().label();
        out.put("rows", Slice.ALL, new Amount(all, Unit.COUNT, Direction.HIGHER, Sampling.UNKNOWN), "");
        out.share("labelled_share", Slice.ALL, (double) labelled / all, all, all, label);
        if (labelled < all) {
            long without = all - labelled;
            out.note(without + (without == 1 ? " row" : " rows") + " without a label in '" + label
                    + "' left out of all metrics");
        }
    }

    private boolean isRegression(LabelledRows rows) throws EvidenceException {
        if (wanted.task() != Task.AUTO) {
            return wanted.task() == Task.REGRESSION;
        }
        ValueProfile labels = rows.labels();
        ValueProfile predictions = rows.predictions();
        if (!rows.table().scores().isEmpty() || !labels.numeric() || !predictions.numeric()) {
            return false;
        }
        boolean fractions =
                labels.notWhole().isThere() || predictions.notWhole().isThere();
        if (fractions && !labels.notWhole().isThere() && labels.distinct() <= 2) {
            throw new EvidenceException(
                    "the labels look like two classes and the predictions like probabilities; name '"
                            + rows.table().columns().prediction()
                            + "' as the score column, or say what it is with task: classification or regression");
        }
        return fractions || labels.distinct() > MOST_WHOLE_CLASSES;
    }

    private PredictionTable load(TableEngine engine, Path file) throws IOException {
        try {
            Columns here = wanted.columns();
            // Weights and groups are the candidate's; the version before may not know of them.
            Columns there = new Columns(here.label(), here.prediction(), here.score(), "", here.id(), List.of());
            return PredictionTable.load(engine, TableFile.open(file, wanted.baseline()), "baseline", there);
        } catch (EvidenceException e) {
            throw new EvidenceException("the baseline '" + wanted.baseline() + "': " + e.getMessage(), e);
        }
    }

    private Optional<Path> baseline(Recorder out) throws IOException {
        if (wanted.baseline().isEmpty()) {
            return Optional.empty();
        }
        if (wanted.columns().id().isEmpty()) {
            throw new EvidenceException("to compare with the baseline '" + wanted.baseline()
                    + "', 'id' must name the column by which the rows are matched");
        }
        FilePattern pattern = new FilePattern(wanted.baseline());
        if (pattern.hasWildcard()) {
            throw new EvidenceException("the baseline '" + wanted.baseline() + "' must be one file, not a pattern");
        }
        List<FileFinder.Match> matches = new FileFinder(directory).find(pattern);
        if (matches.isEmpty()) {
            out.note("there is no baseline '" + wanted.baseline() + "', so nothing is compared row by row");
            return Optional.empty();
        }
        if (!matches.get(0).isInside()) {
            throw new EvidenceException("the baseline '" + wanted.baseline() + "' is a link out of the workspace");
        }
        return Optional.of(matches.get(0).file());
    }
}
