package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.DriftSettings.ColumnRule;
import io.jenkins.plugins.aidelivery.drift.DriftSettings.Missing;
import io.jenkins.plugins.aidelivery.drift.rows.Multivariate;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a drift check; every fault is found in one go. */
final class DriftSpecReader {
    /** Scores that are never more than 1: a larger threshold would never be reached. */
    private static final Set<Method> AT_MOST_ONE = EnumSet.of(
            Method.KOLMOGOROV_SMIRNOV,
            Method.JENSEN_SHANNON,
            Method.HELLINGER,
            Method.TOTAL_VARIATION,
            Method.L_INFINITY,
            Method.CRAMERS_V,
            Method.FISHER,
            Method.TEXT_DOMAIN,
            Method.VOCABULARY,
            Method.COMPONENT_SHARE);

    private static final int HEAVIEST = 1_000_000;

    private DriftSpecReader() {}

    static DriftSpec read(SpecNode.Mapping spec) throws SpecException {
        List<SpecException.Fault> faults = new ArrayList<>();
        DriftSpec read = read(new SpecCursor(spec, "", faults));
        if (!faults.isEmpty()) {
            throw new SpecException(faults);
        }
        return read;
    }

    private static DriftSpec read(SpecCursor in) {
        in.name("$schema", "the address of a schema was expected");
        String name =
                in.name("name", "what the data set is called was expected").orElse("");
        Preset preset = in.oneOf("preset", Preset.values(), Preset::id).orElse(Preset.DEFAULT);
        Optional<TableSpec> reference = table(in, "reference", true);
        Optional<TableSpec> current = table(in, "current", false);
        List<String> columns = patterns(in, "columns");
        List<String> ignore = patterns(in, "ignore");
        DriftSettings settings = new DriftSettings(
                name,
                preset,
                columns,
                ignore,
                in.significance("alpha").orElse(DriftSettings.ALPHA),
                in.share("share").orElse(DriftSettings.SHARE),
                rules(in),
                in.oneOf("missing", Missing.values(), value -> value.name().toLowerCase(Locale.ROOT))
                        .orElse(Missing.FAIL),
                in.whole("minimumCount", 0, DriftSettings.LARGEST_MINIMUM).orElse(0),
                ModelSpecReader.columns(in),
                PerformanceSpecReader.read(in),
                QualitySpecReader.read(in),
                HistorySpecReader.read(in),
                multivariate(in));
        contradictions(in, settings);
        // Laid over the rest by now, but a key that may stand here.
        in.isWritten("environments");
        in.done();
        return new DriftSpec(settings, reference, current);
    }

    private static List<Multivariate> multivariate(SpecCursor in) {
        if (in.isEmptyList("multivariate")) {
            in.fault("multivariate", "at least one was expected; leave the key out for none");
        }
        List<String> texts = in.isWritten("multivariate") ? in.texts("multivariate") : List.of();
        if (texts.size() == 1 && texts.get(0).matches("(?i)true|false")) {
            return Boolean.parseBoolean(texts.get(0)) ? List.of(Multivariate.values()) : List.of();
        }
        List<Multivariate> chosen = new ArrayList<>();
        for (String text : texts) {
            List<Multivariate> named = Stream.of(Multivariate.values())
                    .filter(each -> each.id().equalsIgnoreCase(text))
                    .toList();
            if (named.isEmpty()) {
                in.fault(
                        "multivariate",
                        "true, false, or some of "
                                + Stream.of(Multivariate.values())
                                        .map(Multivariate::id)
                                        .collect(Collectors.joining(", "))
                                + " were expected, not '" + text + "'");
            }
            chosen.addAll(named);
        }
        return chosen;
    }

    private static List<String> patterns(SpecCursor in, String key) {
        if (in.isEmptyList(key)) {
            in.fault(key, "at least one column was expected; leave the key out to name none");
        }
        return in.isWritten(key) ? in.texts(key) : List.of();
    }

    private static void contradictions(SpecCursor in, DriftSettings settings) {
        for (String column : settings.columns()) {
            if (settings.ignore().contains(column)) {
                in.fault("ignore", "'" + column + "' is among the columns to judge, too; name it in one of the two");
            }
        }
        for (String column : settings.model().names()) {
            if (settings.ignore().contains(column)) {
                in.fault("ignore", "'" + column + "' is a column of the model, too; name it in one of the two");
            }
        }
        in.mapping("rules")
                .ifPresent(rules -> settings.rules().keySet().stream()
                        .sorted()
                        .filter(column -> !settings.wants(column))
                        .forEach(column -> rules.fault(
                                column,
                                "has a rule, but is not judged: "
                                        + (settings.ignores(column)
                                                ? "'ignore' names it"
                                                : "'columns' doesn't name it"))));
    }

    // --- where the data is

    private static Optional<TableSpec> table(SpecCursor in, String key, boolean mayBeProfile) {
        Optional<SpecNode> node = in.node(key);
        if (node.filter(SpecNode.Mapping.class::isInstance).isPresent()) {
            return in.mapping(key).flatMap(inner -> elsewhere(inner, mayBeProfile));
        }
        if (in.isEmptyList(key)) {
            in.fault(key, "at least one file was expected");
        }
        List<String> patterns = node.isPresent() ? in.texts(key) : List.of();
        return patterns.isEmpty() ? Optional.empty() : Optional.of(new TableSpec.Files(patterns));
    }

    private static Optional<TableSpec> elsewhere(SpecCursor in, boolean mayBeProfile) {
        Optional<String> profile =
                mayBeProfile ? in.name("profile", "the path of a profile was expected") : Optional.empty();
        Optional<String> connection = in.name("connection", "the name of a connection was expected");
        Optional<String> table = in.name("table", "the name of a table was expected");
        Optional<String> query = in.name("query", "a SELECT was expected");
        boolean database = in.isWritten("connection") || in.isWritten("table") || in.isWritten("query");
        if (mayBeProfile && in.isWritten("profile")) {
            if (database) {
                in.fault("profile", "either a profile, or a connection with a table or a query");
            }
            in.done();
            return profile.map(TableSpec.Profile::new);
        }
        if (!in.isWritten("connection")) {
            in.fault(
                    "",
                    mayBeProfile
                            ? "'connection' must name a connection to a database, or 'profile' a file"
                            : "'connection' must name a connection to a database");
        }
        if (in.isWritten("table") == in.isWritten("query")) {
            in.fault("", "exactly one of table and query was expected");
        }
        in.done();
        return connection.flatMap(name -> table.<TableSpec>map(text -> new TableSpec.Table(name, text))
                .or(() -> query.map(text -> new TableSpec.Query(name, text))));
    }

    // --- single columns

    private static Map<String, ColumnRule> rules(SpecCursor in) {
        Map<String, ColumnRule> rules = new LinkedHashMap<>();
        Map<String, SpecNode> members = in.members("rules");
        in.mapping("rules")
                .ifPresent(inner -> members.forEach((column, node) ->
                        inner.child(column, node).ifPresent(cursor -> rules.put(column, rule(column, cursor)))));
        return rules;
    }

    private static ColumnRule rule(String column, SpecCursor in) {
        if (column.isBlank()) {
            in.fault("", "a column's name was expected");
        }
        if (column.indexOf('*') >= 0) {
            in.fault("", "a rule is about one column; patterns may stand in columns and ignore only");
        }
        Optional<Method> method = in.oneOf("method", Method.values(), Method::id);
        Optional<Double> threshold = HistorySpecReader.isHistory(in) ? Optional.empty() : in.amount("threshold");
        method.filter(AT_MOST_ONE::contains)
                .ifPresent(known -> threshold
                        .filter(limit -> limit > 1)
                        .ifPresent(limit -> in.fault(
                                "threshold",
                                Figures.number(limit) + " is never reached: " + known.id() + " is at most 1")));
        ColumnRule rule = new ColumnRule(
                method,
                threshold,
                in.number("weight", 0, HEAVIEST).orElse(1.0),
                in.flag("critical").orElse(false));
        if (in.members().isEmpty()) {
            in.fault("", "at least one of method, threshold, weight, critical was expected");
        }
        in.done();
        return rule;
    }
}
