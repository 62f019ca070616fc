package io.jenkins.plugins.aidelivery.evidence.value;

import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry.Value;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import io.jenkins.plugins.aidelivery.evidence.Head;
import io.jenkins.plugins.aidelivery.evidence.Recorder;
import io.jenkins.plugins.aidelivery.evidence.Report;
import io.jenkins.plugins.aidelivery.evidence.ReportReader;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Slice;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * Takes single values from a JSON, YAML, CSV or properties file, at the places that a gate names. A value that is not
 * there, or is no number, is a measure all the same: one that says what is wrong with it.
 */
final class ValuesReader implements ReportReader {
    private final Map<String, Value> values;

    ValuesReader(EvidenceEntry.Values wanted) {
        this.values = wanted.values();
    }

    @Override
    public String format() {
        return "values";
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
        PlaceSearch search = new PlaceSearch();
        for (Value value : values.values()) {
            search.want(value.at());
            search.want(value.n());
            search.want(value.standardError());
        }
        source(report.head()).read(report, search);
        for (Map.Entry<String, Value> value : values.entrySet()) {
            record(value.getKey(), value.getValue(), search, out);
        }
    }

    /** By the name where that says it, else by the content. */
    private static ValueSource source(Head head) throws EvidenceException {
        String name = head.name().toLowerCase(Locale.ROOT);
        boolean lines = name.endsWith(".jsonl") || name.endsWith(".ndjson");
        if (head.shape() == Head.Shape.XML || head.shape() == Head.Shape.BINARY || head.shape() == Head.Shape.PARQUET) {
            throw new EvidenceException("single values are read from JSON, YAML, CSV and properties files; this is "
                    + (head.isCompressed()
                            ? "compressed"
                            : head.shape().toString().toLowerCase(Locale.ROOT)));
        }
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "yaml", "yml" -> new YamlSource();
            case "properties" -> new PropertiesSource();
            case "csv", "tsv", "tab" -> new CsvSource();
            default ->
                switch (head.shape()) {
                    case JSON -> new JsonSource(lines);
                    case JSON_LINES -> new JsonSource(true);
                    default ->
                        throw new EvidenceException("what kind of file this is can't be told; call it "
                                + ".json, .jsonl, .yaml, .csv, .tsv or .properties");
                };
        };
    }

    private static void record(String name, Value wanted, PlaceSearch search, Recorder out) throws EvidenceException {
        PlaceSearch.Found found = search.found(wanted.at());
        double value = found.number() * wanted.one().value();
        Unit unit = wanted.one().unit();
        Amount amount = Amount.value(value, unit, wanted.direction());
        Status status = found.status();
        if (status.isOk() && Double.isFinite(value)) {
            Precision precision = Precision.of(wanted, amount, search);
            amount = amount.with(precision.sampling());
            status = precision.status();
        }
        out.add(name, Slice.ALL, amount, status, wanted.at());
    }

    /** What the file says of a value's precision, or why it can't be used. */
    private record Precision(Sampling sampling, Status status) {
        static Precision of(Value wanted, Amount amount, PlaceSearch search) {
            if (wanted.n().isEmpty() && wanted.standardError().isEmpty()) {
                return new Precision(Sampling.UNKNOWN, Status.OK);
            }
            if (wanted.n().isEmpty()) {
                return bad("a standard error says nothing without the number of observations: give 'n' too");
            }
            PlaceSearch.Found n = search.found(wanted.n());
            if (!n.status().isOk()) {
                return bad("n: " + n.status().reason());
            }
            if (!(n.number() >= 1 && n.number() <= 1L << 53) || n.number() % 1 > 0) {
                return bad("n at " + wanted.n() + " is " + n.number() + "; a number of observations was expected");
            }
            if (wanted.standardError().isEmpty()) {
                return alone(amount, (long) n.number());
            }
            PlaceSearch.Found error = search.found(wanted.standardError());
            if (!error.status().isOk()) {
                return bad("standard error: " + error.status().reason());
            }
            if (!(error.number() >= 0) || Double.isInfinite(error.number())) {
                return bad("the standard error at " + wanted.standardError() + " is " + error.number());
            }
            double scaled = error.number() * Math.abs(wanted.one().value());
            return new Precision(new Sampling.Mean((long) n.number(), scaled), Status.OK);
        }

        /** A mean of values between 0 and 1 is at least as precise as a share of so many. */
        private static Precision alone(Amount amount, long n) {
            boolean share = amount.unit() == Unit.RATIO && amount.value() >= 0 && amount.value() <= 1;
            return new Precision(share ? new Sampling.Share(n, n) : Sampling.UNKNOWN, Status.OK);
        }

        private static Precision bad(String reason) {
            return new Precision(Sampling.UNKNOWN, Status.error(reason));
        }
    }
}
