package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers of MLflow's REST API to {@code runs/get} and {@code runs/search}, saved as a file: the last value of each
 * metric. Only a run that is finished and not deleted is evidence.
 */
public final class MlflowReader implements ReportReader {
    /** MLflow's SQL stores keep an infinite value as the largest finite one. */
    private static final double INFINITE = Double.MAX_VALUE;

    @Override
    public String format() {
        return "mlflow";
    }

    @Override
    public String family() {
        return "mlflow";
    }

    @Override
    public boolean recognises(Head head) {
        return head.has("/run/info/run_id")
                || head.has("/run/info/run_uuid")
                || head.has("/runs/0/info/run_id")
                || head.has("/runs/0/info/run_uuid")
                || head.has("/error_code") && head.has("/message");
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        JsonEntry root = new JsonEntry(report.tree(), "");
        if (root.at("error_code").isPresent()) {
            throw new EvidenceException("MLflow answered with an error instead of a run: "
                    + root.at("error_code").text() + ": " + root.at("message").text());
        }
        List<JsonEntry> runs = new ArrayList<>(root.at("runs").children());
        if (root.at("run").isPresent()) {
            runs.add(root.at("run"));
        }
        boolean several = runs.size() > 1;
        for (JsonEntry run : runs) {
            record(run, several ? Slice.of("run", label(run, runs)) : Slice.ALL, out);
        }
        if (root.at("next_page_token").isPresent()) {
            out.note("one page of a search: there are more runs than these " + runs.size());
        }
    }

    /** Its name, if no other run has the same. */
    private static String label(JsonEntry run, List<JsonEntry> runs) {
        String name = name(run);
        long same = runs.stream().filter(other -> name(other).equals(name)).count();
        String id = run.at("info").at("run_id").text();
        return same == 1 || id.isEmpty() ? name : id;
    }

    private static String name(JsonEntry run) {
        String name = run.at("info").at("run_name").text();
        return name.isEmpty() ? run.at("info").at("run_id").text() : name;
    }

    private static void record(JsonEntry run, Slice slice, Recorder out) throws EvidenceException {
        JsonEntry info = run.at("info");
        Status status = status(info);
        long ended = integer(info.at("end_time"));
        if (ended > 0) {
            out.produced(Instant.ofEpochMilli(ended));
        }
        Map<Slice, Map<String, JsonEntry>> last = new LinkedHashMap<>();
        for (JsonEntry metric : run.at("data").at("metrics").children()) {
            last.computeIfAbsent(dataset(slice, metric), key -> new LinkedHashMap<>())
                    .merge(metric.at("key").text(), metric, MlflowReader::later);
        }
        for (Map.Entry<Slice, Map<String, JsonEntry>> part : last.entrySet()) {
            for (JsonEntry metric : part.getValue().values()) {
                record(metric, part.getKey(), status, out);
            }
        }
        if (last.isEmpty()) {
            throw new EvidenceException(run.place() + ": the run '" + name(run) + "' has no metrics"
                    + (status.isOk() ? "" : "; " + status.reason()));
        }
    }

    /** Version 3 may log the same metric for several data sets. */
    private static Slice dataset(Slice slice, JsonEntry metric) {
        String dataset = metric.at("dataset_name").text();
        return dataset.isEmpty() ? slice : slice.with("dataset", dataset);
    }

    /** Of two values of one metric that of the larger step; the API sends the last one only, but histories look alike. */
    private static JsonEntry later(JsonEntry one, JsonEntry other) {
        long step = integer(one.at("step"));
        long otherStep = integer(other.at("step"));
        if (step != otherStep) {
            return step > otherStep ? one : other;
        }
        return integer(one.at("timestamp")) > integer(other.at("timestamp")) ? one : other;
    }

    private static void record(JsonEntry metric, Slice slice, Status ofRun, Recorder out) throws EvidenceException {
        String key = metric.at("key").text();
        JsonEntry written = metric.at("value");
        double value = written.number().orElse(Double.NaN);
        Status status = ofRun;
        if (Math.abs(value) == INFINITE) {
            value = Double.NaN;
            status = Status.error("the value was infinite: MLflow's database keeps it as " + written.shown());
        } else if (!Double.isFinite(value)) {
            status = Status.error("the value is " + written.shown());
        }
        Amount amount = Amount.value(value, KnownMetrics.unit(key, value), KnownMetrics.direction(key));
        out.add(key, slice, amount, status, written.place());
    }

    private static Status status(JsonEntry info) {
        String name = "the run '" + info.at("run_name").text() + "' ";
        if (!info.at("lifecycle_stage").text().matches("active|")) {
            return Status.error(name + "is " + info.at("lifecycle_stage").text());
        }
        return switch (info.at("status").text()) {
            case "FINISHED" -> Status.OK;
            case "FAILED", "KILLED" ->
                Status.error(name + "did not finish: its status is "
                        + info.at("status").text());
            case "" -> Status.error(name + "has no status");
            default ->
                Status.error(name + "is not finished: its status is "
                        + info.at("status").text());
        };
    }

    /** Strict proto-JSON writes 64-bit integers as texts, the server as numbers. */
    private static long integer(JsonEntry value) {
        return value.node().asLong(0);
    }
}
