package io.jenkins.plugins.aidelivery.evidence.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.evidence.Average;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.JsonEntry;
import io.jenkins.plugins.aidelivery.evidence.JsonWalk;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The samples file of lm-evaluation-harness, {@code samples_<task>_<time>.jsonl}: one line for each document and filter.
 * Its measures have the names of the results file's, recomputed: read together they agree, or else the two are of
 * different runs, which is an error. What lm-eval does not average, such as a corpus F1, is left to the results file.
 */
public final class LmEvalSamplesReader implements ReportReader {
    private static final Pattern NAME = Pattern.compile("samples_(.+)_\\d{4}-\\d\\d-\\d\\dT[\\d.-]+\\.jsonl");

    private static final int MOST_METRICS = 10_000;

    private static final long MOST_DOCUMENTS = 5_000_000;

    private static final int MOST_FILTERS = 100;

    /** The parts of a line that are no metrics, some of them large. */
    private static final Set<String> NO_METRIC = Set.of(
            "doc",
            "target",
            "arguments",
            "resps",
            "filtered_resps",
            "doc_hash",
            "prompt_hash",
            "target_hash",
            "schema");

    /** Of a line without a list of its metrics: the rest of what is no metric. */
    private static final Set<String> BOOKKEEPING = Set.of("doc_id", "filter", "metrics", "task_name");

    @Override
    public String format() {
        return "lm-eval-samples";
    }

    @Override
    public String family() {
        return "eval";
    }

    @Override
    public boolean recognises(Head head) {
        boolean line = head.has("/filtered_resps") || head.has("/resps");
        return head.has("/doc_id") && (line || NAME.matcher(head.name()).matches());
    }

    @Override
    public void read(Report report, Recorder out) throws IOException {
        Matcher name = NAME.matcher(report.head().name());
        if (!name.matches()) {
            throw new EvidenceException(
                    "which task this is stands in the file's name only;"
                            + " lm-eval calls it samples_<task>_<time>.jsonl, for instance samples_gsm8k_2026-01-31T12-00-00.000000.jsonl");
        }
        Samples samples = new Samples();
        new JsonWalk()
                .on("", member -> !NO_METRIC.contains(member), samples::line)
                .walk(report);
        samples.record(name.group(1), out);
    }

    /** A metric under one filter. */
    private record Key(String metric, String filter) {}

    /** The values of one metric under one filter. */
    private static final class Column {
        private final Average rows = new Average();
        private double logLikelihood;
        private double weight;
    }

    private static final class Samples {
        private final Map<Key, Column> columns = new LinkedHashMap<>();
        private final Map<String, BitSet> documents = new LinkedHashMap<>();
        private final Set<String> repeated = new TreeSet<>();
        private final Set<String> notAveraged = new TreeSet<>();

        void line(JsonEntry line) throws EvidenceException {
            if (!line.node().isObject()) {
                throw line.expected("a sample");
            }
            JsonEntry filterName = line.at("filter");
            String filter = filterName.isPresent() ? filterName.text() : "none";
            JsonEntry id = line.at("doc_id");
            long document = id.count();
            if (!id.isPresent() || document > MOST_DOCUMENTS) {
                throw id.expected("the number of a document");
            }
            BitSet seen = documents.computeIfAbsent(filter, key -> new BitSet());
            if (documents.size() > MOST_FILTERS) {
                throw filterName.expected("one of a few filters");
            }
            if (seen.get((int) document)) {
                repeated.add(filter);
            }
            seen.set((int) document);
            for (String metric : metrics(line)) {
                value(metric, filter, line.at(metric));
            }
        }

        private static Set<String> metrics(JsonEntry line) {
            Set<String> metrics = new LinkedHashSet<>();
            if (line.at("metrics").isPresent()) {
                line.at("metrics").children().forEach(metric -> metrics.add(metric.text()));
            } else {
                line.children().stream()
                        .map(JsonEntry::name)
                        .filter(member -> !BOOKKEEPING.contains(member))
                        .forEach(metrics::add);
            }
            return metrics;
        }

        private void value(String metric, String filter, JsonEntry value) throws EvidenceException {
            JsonNode node = value.node();
            boolean weighted = isWeighted(metric) && node.isArray() && node.size() == 2;
            if (!(weighted || node.isNumber() || node.isBoolean())) {
                notAveraged.add(metric);
                return;
            }
            Column column = columns.computeIfAbsent(new Key(metric, filter), key -> new Column());
            if (columns.size() > MOST_METRICS) {
                throw new EvidenceException(value.place() + ": more than " + MOST_METRICS + " metrics");
            }
            if (weighted) {
                column.logLikelihood += node.get(0).asDouble(Double.NaN);
                column.weight += node.get(1).asDouble(Double.NaN);
            } else {
                column.rows.add(node.isBoolean() ? (node.booleanValue() ? 1 : 0) : node.doubleValue());
            }
        }

        void record(String task, Recorder out) throws EvidenceException {
            columns.keySet().removeIf(key -> notAveraged.contains(key.metric()));
            for (Map.Entry<Key, Column> entry : columns.entrySet()) {
                Key key = entry.getKey();
                Slice slice = key.filter().equals("none") ? Slice.ALL : Slice.of("filter", key.filter());
                int distinct = documents.get(key.filter()).cardinality();
                out.add(
                        task + "." + key.metric(),
                        slice,
                        amount(key.metric(), entry.getValue(), distinct),
                        key.metric());
            }
            for (String filter : repeated) {
                out.note("filter " + filter + ": documents occur more than once; they count as "
                        + documents.get(filter).cardinality() + " observations");
            }
            if (columns.isEmpty()) {
                out.nothing("no metric of this task is a mean over documents; take it from the results file");
            } else if (!notAveraged.isEmpty()) {
                out.note("not means over documents, so left to the results file: " + String.join(", ", notAveraged));
            }
        }

        /** As lm-eval aggregates, {@code lm_eval/api/metrics.py}. */
        private static Amount amount(String metric, Column column, int documents) {
            double mean = column.logLikelihood / column.weight;
            return switch (metric) {
                case "word_perplexity", "byte_perplexity" ->
                    Amount.value(Math.exp(-mean), Unit.NUMBER, Direction.LOWER);
                case "bits_per_byte" -> Amount.value(-mean / Math.log(2), Unit.NUMBER, Direction.LOWER);
                case "perplexity" -> Amount.value(Math.exp(-column.rows.mean()), Unit.NUMBER, Direction.LOWER);
                default -> {
                    Direction known = KnownMetrics.direction(metric);
                    yield column.rows.amount(KnownMetrics.unit(metric, column.rows.mean()), known, documents);
                }
            };
        }

        private static boolean isWeighted(String metric) {
            return metric.matches("(word|byte)_perplexity|bits_per_byte");
        }
    }
}
