package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how thresholds come from earlier results. */
final class HistorySpecReader {
    static final String HISTORY = "history";
    private static final String KEY = "thresholds";
    private static final int MOST_RESULTS = 500;

    private HistorySpecReader() {}

    /** Whether a column's rule says that its threshold comes from history. */
    static boolean isHistory(SpecCursor rule) {
        return rule.node("threshold")
                .filter(node ->
                        node instanceof SpecNode.Scalar scalar && scalar.text().equals(HISTORY))
                .isPresent();
    }

    static HistoryRules read(SpecCursor in) {
        List<String> named = new ArrayList<>();
        in.mapping("rules").ifPresent(rules -> {
            for (Map.Entry<String, SpecNode> rule : rules.members().entrySet()) {
                if (rule.getValue() instanceof SpecNode.Mapping mapping
                        && mapping.entries().get("threshold") instanceof SpecNode.Scalar scalar
                        && scalar.text().equals(HISTORY)) {
                    named.add(rule.getKey());
                }
            }
        });
        if (!in.isWritten(KEY) || in.node(KEY).isEmpty()) {
            return HistoryRules.of(named);
        }
        if (in.node(KEY).get() instanceof SpecNode.Scalar) {
            in.oneOf(KEY, new String[] {HISTORY}, word -> word);
            return HistoryRules.of(List.of("*"));
        }
        return in.mapping(KEY).map(inner -> rules(inner, named)).orElse(HistoryRules.NONE);
    }

    private static HistoryRules rules(SpecCursor in, List<String> named) {
        if (in.oneOf("from", new String[] {HISTORY}, word -> word).isEmpty() && !in.isWritten("from")) {
            in.fault("", "'from' must say where thresholds come from: history");
        }
        List<String> columns = new ArrayList<>(in.isWritten("columns") ? in.texts("columns") : List.of("*"));
        columns.addAll(named);
        int results = in.whole("results", 1, MOST_RESULTS).orElse(HistoryRules.RESULTS);
        int atLeast = in.whole("at-least", 2, MOST_RESULTS).orElse(Math.min(results, HistoryRules.AT_LEAST));
        if (atLeast > results) {
            in.fault("at-least", "is never reached: only the last " + results + " results are looked at");
        }
        Optional<Double> sigmas = in.number("sigmas", 0, 100);
        Optional<Double> quantile = in.share("quantile");
        if (in.isWritten("sigmas") && in.isWritten("quantile")) {
            in.fault("quantile", "either the mean and some sigmas, or a quantile");
        }
        HistoryRules rules = new HistoryRules(
                columns,
                results,
                atLeast,
                quantile.isPresent() ? Optional.empty() : Optional.of(sigmas.orElse(HistoryRules.SIGMAS)),
                quantile,
                in.number("most", 1, 10).orElse(HistoryRules.MOST));
        in.done();
        return rules;
    }
}
