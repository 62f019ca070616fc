package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.rollout.analysis.Rule;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Cleaning;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Direction;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.EffectSizes;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Importance;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Limits;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.Measure;
import io.jenkins.plugins.aidelivery.rollout.analysis.kayenta.KayentaMetric.NanStrategy;
import io.jenkins.plugins.aidelivery.rollout.metric.Query;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a rule of kind {@code kayenta-compat}, in the words of a Spinnaker canary configuration. */
final class KayentaRuleReader {
    private static final int PERCENT = 100;
    private static final double USUAL_PASS = 95;
    private static final double USUAL_MARGINAL = 75;
    private static final int LARGEST = 1_000_000;

    private KayentaRuleReader() {}

    static Optional<Rule> read(SpecCursor in, Rule.Frame frame) {
        double pass = in.number("pass", 0, PERCENT).orElse(USUAL_PASS);
        double marginal = in.number("marginal", 0, PERCENT).orElse(USUAL_MARGINAL);
        if (marginal > pass) {
            in.fault("marginal", "is not above 'pass'");
        }
        Map<String, Double> groups = new HashMap<>();
        in.mapping("groups").ifPresent(each -> {
            for (String group : each.members().keySet()) {
                each.number(group, 0, PERCENT).ifPresent(weight -> groups.put(group, weight));
            }
        });
        double sum = groups.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > PERCENT) {
            in.fault("groups", "weights add up to " + sum + ", more than 100");
        }
        List<Rule.KayentaQuery> metrics = new ArrayList<>();
        for (SpecNode item : in.items("metrics")) {
            in.child("metrics", item).flatMap(KayentaRuleReader::metric).ifPresent(metrics::add);
        }
        if (metrics.isEmpty()) {
            in.fault("", "'metrics' are missing: a list of what is compared");
            return Optional.empty();
        }
        return Optional.of(new Rule.Kayenta(frame, metrics, groups, pass, marginal));
    }

    private static Optional<Rule.KayentaQuery> metric(SpecCursor in) {
        Optional<String> query = in.name("query", "what its values are read by was expected");
        if (!in.isWritten("query")) {
            in.fault("", "'query' is missing");
        }
        String name = in.name("name", "a name was expected").orElse(query.orElse(""));
        List<String> groups = in.isWritten("groups") ? in.texts("groups") : List.of("all");
        Measure measure =
                in.oneOf("effect-size", Measure.values(), KayentaRuleReader::id).orElse(Measure.MEAN_RATIO);
        EffectSizes usual = EffectSizes.none(measure);
        EffectSizes effects = new EffectSizes(
                measure,
                new Limits(
                        in.number("allowed-increase", 0, LARGEST)
                                .orElse(usual.allowed().increase()),
                        in.number("allowed-decrease", 0, LARGEST)
                                .orElse(usual.allowed().decrease())),
                new Limits(
                        in.number("critical-increase", 0, LARGEST)
                                .orElse(usual.critical().increase()),
                        in.number("critical-decrease", 0, LARGEST)
                                .orElse(usual.critical().decrease())));
        KayentaMetric metric = new KayentaMetric(
                name,
                groups,
                new Cleaning(
                        in.oneOf("nan", NanStrategy.values(), KayentaRuleReader::id)
                                .orElse(NanStrategy.REMOVE),
                        in.flag("remove-outliers").orElse(false),
                        in.number("outlier-factor", 0, LARGEST).orElse(Cleaning.DEFAULT.outlierFactor())),
                new KayentaMetric.Rule(
                        in.oneOf("direction", Direction.values(), KayentaRuleReader::id)
                                .orElse(Direction.EITHER),
                        effects,
                        new Importance(
                                in.flag("critical").orElse(false),
                                in.flag("must-have-data").orElse(false),
                                in.flag("muted").orElse(false))));
        in.done();
        return query.map(text -> new Rule.KayentaQuery(metric, new Query(Query.Kind.VALUE, text)));
    }

    private static String id(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
