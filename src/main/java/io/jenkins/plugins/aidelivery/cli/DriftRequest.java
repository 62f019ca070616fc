package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.drift.DriftSpec;
import io.jenkins.plugins.aidelivery.drift.DriftSpecs;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What a drift check and a profile both need to know. */
final class DriftRequest {
    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description = "The check in YAML or JSON (default: drift.yml, if there is one).")
    private Path spec;

    @Option(names = "--environment", paramLabel = "NAME", description = "The environment to check for.")
    private String environment = "";

    @Option(
            names = "--current",
            paramLabel = "FILE",
            description =
                    "The table to look at: CSV, JSON or Parquet files, a pattern or a directory. May be repeated.")
    private List<String> current = List.of();

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "Columns to judge, or patterns with *; all without it. May be repeated.")
    private List<String> columns = List.of();

    @Option(
            names = "--ignore",
            paramLabel = "NAME",
            split = ",",
            description = "Columns not to judge and not to read, or patterns with *. May be repeated.")
    private List<String> ignore = List.of();

    @Option(names = "--target", paramLabel = "COLUMN", description = "The column with what came true: the labels.")
    private String target = "";

    @Option(names = "--prediction", paramLabel = "COLUMN", description = "The column with what the model said.")
    private String prediction = "";

    @Option(
            names = "--score",
            paramLabel = "COLUMN",
            description = "The column with the probability of the positive class, 0 to 1.")
    private String score = "";

    @Option(names = "--positive", paramLabel = "LABEL", description = "The label that is the positive one.")
    private String positive = "";

    @Option(
            names = "--minimum-count",
            paramLabel = "N",
            description =
                    "Keep and show nothing by itself that fewer than N rows have: rare categories count as others,"
                            + " rare numbers with their neighbours, extremes are rounded.")
    private String minimumCount = "";

    @Option(names = "--progress", description = "Say once a second how far a scan is, even if nobody watches.")
    private boolean progress;

    /**
     * The check.
     *
     * @param more what else the caller says; see {@link DriftSpecs.Request#said}
     */
    DriftSpec resolve(CommandFiles files, Map<String, List<String>> more) {
        try {
            DriftSpecs.Request request = new DriftSpecs.Request(environment, more)
                    .with("current", current)
                    .with("columns", columns)
                    .with("ignore", ignore)
                    .with("target", target)
                    .with("prediction", prediction)
                    .with("score", score)
                    .with("positive", positive)
                    .with("minimumCount", minimumCount);
            return specs(files).resolve(request);
        } catch (SpecException e) {
            throw new UsageException("the drift check is refused:\n" + e.getMessage());
        }
    }

    boolean isProgressAsked() {
        return progress;
    }

    private DriftSpecs specs(CommandFiles files) throws SpecException {
        Path file = spec == null ? Path.of(DriftSpecs.FILE) : spec;
        if (spec == null && !Files.exists(files.place(file))) {
            if (!environment.isEmpty()) {
                throw new UsageException("--environment chooses from a check; there is no " + file + " and no --spec");
            }
            return DriftSpecs.none();
        }
        return DriftSpecs.parse(
                file.toString(),
                files.text(
                        file,
                        "drift check",
                        DriftSpecs.LONGEST,
                        "name one with --spec, or say all with --reference and --current"));
    }
}
