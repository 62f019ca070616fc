package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.gate.Scorecard.CriterionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.DimensionResult;
import io.jenkins.plugins.aidelivery.gate.Scorecard.Recommendation;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jvnet.localizer.ResourceBundleHolder;

/**
 * What to do about a result (M11): for every criterion that is not met what is wrong, by how much, and what usually
 * fixes that kind of measure. The specification's own advice comes first; the general advice is in
 * {@code Advice.properties}.
 */
final class Advice {
    private static final ResourceBundleHolder TEXTS = ResourceBundleHolder.get(Advice.class);

    private static final double FULL = 100;

    /** Which general advice fits a measure, by its name; the first match counts. */
    private static final Map<Pattern, String> BY_NAME = new LinkedHashMap<>();

    static {
        on("(.*\\.)?fairness\\..*", "fairness");
        on("findings\\.security\\..*|(.*\\.)?secrets.*", "security");
        on("findings\\..*|static_analysis\\..*", "findings");
        on("(.*_)?coverage\\..*", "coverage");
        on("load_test\\.success_rate|.*http_req_failed.*", "load-errors");
        on(".*(latency|duration|response_time|startup|load_time).*", "latency");
        on(".*(throughput|http_reqs).*", "throughput");
        on(".*memory.*", "memory");
        on(".*(cost|tokens).*", "cost");
        on("(.*\\.)?(calibration_error|brier|log_loss)", "calibration");
        on("(.*\\.)?(roc_auc|pr_auc)(_.*)?", "ranking");
        on("(.*\\.)?recall(_.*)?|(.*\\.)?true_positive_rate", "recall");
        on("(.*\\.)?precision(_.*)?", "precision");
        on("(.*\\.)?(accuracy|balanced_accuracy|f1|mcc|cohen_kappa|specificity)(_.*)?", "accuracy");
        on("(.*\\.)?(mse|rmse|mae|mape|r2|max_error|median_absolute_error|explained_variance)", "regression");
        on("eval\\..*", "eval");
        on("(.*\\.)?(success_rate|pass_rate|passed|failed|errors|flaky|skipped)", "tests");
        on(".*", "general");
    }

    /** Which advice fits a file that can't be read, by what its reader said; the first match counts. */
    private static final Map<Pattern, String> BY_COMPLAINT = new LinkedHashMap<>();

    static {
        onComplaint(".*(cut off|the file is empty|the file is gone).*", "file-broken");
        onComplaint(".*(no column|[Tt]he column|column '|positive class|labels |'id' must|task: ).*", "file-columns");
        onComplaint("not a regular file", "file-special");
        onComplaint(".*XML entity of its own.*", "file-entity");
        onComplaint(".*may not be read by this user.*", "file-forbidden");
        onComplaint(".* MiB(; reports of more than .*| is not read)", "file-large");
        onComplaint(".*", "file-unusable");
    }

    /** Which advice fits a criterion that can't be judged, by its reason; the first match counts. */
    private static final Map<Pattern, String> BY_ERROR = new LinkedHashMap<>();

    static {
        onError(
                "(the limit |the measure is a share |nobody said which way |the baseline's value is in ).*",
                "criterion");
        onError(".*give one of the evidence entries a 'name'.*", "contradiction");
        onError(".*", "error");
    }

    private static void on(String name, String advice) {
        BY_NAME.put(whole(name), advice);
    }

    private static void onComplaint(String note, String advice) {
        BY_COMPLAINT.put(whole(note), advice);
    }

    private static void onError(String reason, String advice) {
        BY_ERROR.put(whole(reason), advice);
    }

    /** Names and notes come from files: they may have line ends in them. */
    private static Pattern whole(String text) {
        return Pattern.compile(text, Pattern.DOTALL);
    }

    private Advice() {}

    /** Criteria of one dimension that are named because they cost most, though they fail nothing. */
    private static final int MOST_COSTLY = 3;

    /**
     * The most urgent first: critical failures, evidence, other failures and what a missed threshold is due to, what is
     * open.
     *
     * @param overallMissed whether the overall score is below its threshold
     */
    static List<Recommendation> on(
            GateSpec spec, List<DimensionResult> results, Evidence evidence, boolean overallMissed) {
        record Ranked(int rank, Recommendation recommendation) {}
        List<Ranked> ranked = new ArrayList<>();
        for (EvidenceFile file : evidence.problems()) {
            ranked.add(new Ranked(1, new Recommendation("", file.path(), file.note(), text(remedy(file)))));
        }
        for (int d = 0; d < results.size(); d++) {
            DimensionResult dimension = results.get(d);
            for (int c = 0; c < dimension.criteria().size(); c++) {
                CriterionResult result = dimension.criteria().get(c);
                if (result.outcome() != Outcome.PASS && result.outcome() != Outcome.NOT_COMPARED) {
                    String own = spec.dimensions().get(d).criteria().get(c).advice();
                    Recommendation recommendation =
                            new Recommendation(dimension.name(), result.title(), result.reason(), remedy(result, own));
                    ranked.add(new Ranked(rank(result), recommendation));
                }
            }
            if (overallMissed || dimension.score() < dimension.threshold() - DimensionJudge.SLACK) {
                costly(spec.dimensions().get(d), dimension).forEach(costly -> ranked.add(new Ranked(2, costly)));
            }
            if (!dimension.penalties().isEmpty()) {
                String problem = String.join("; ", dimension.penalties());
                ranked.add(new Ranked(
                        2, new Recommendation(dimension.name(), dimension.title(), problem, text("penalty"))));
            }
        }
        ranked.sort(Comparator.comparingInt(Ranked::rank));
        return ranked.stream().map(Ranked::recommendation).toList();
    }

    /** A target fails nothing, but what is short of it may be all that a missed threshold is due to. */
    private static List<Recommendation> costly(GateSpec.Dimension rule, DimensionResult dimension) {
        record Costly(double points, Recommendation recommendation) {}
        List<Costly> costly = new ArrayList<>();
        for (int i = 0; i < dimension.criteria().size(); i++) {
            CriterionResult result = dimension.criteria().get(i);
            double points = (FULL - result.points().score()) * result.points().weight();
            if (result.outcome() == Outcome.PASS && points > DimensionJudge.SLACK) {
                String problem = result.reason() + ": costs " + Figures.fixed(points, 1) + " points";
                String remedy = remedy(result, rule.criteria().get(i).advice());
                costly.add(new Costly(points, new Recommendation(dimension.name(), result.title(), problem, remedy)));
            }
        }
        return costly.stream()
                .sorted(Comparator.comparingDouble(Costly::points).reversed())
                .limit(MOST_COSTLY)
                .map(Costly::recommendation)
                .toList();
    }

    private static int rank(CriterionResult result) {
        if (result.outcome() == Outcome.FAIL) {
            return result.points().critical() ? 0 : 2;
        }
        return result.outcome().isWithoutEvidence() ? 1 : 3;
    }

    /** The specification's own advice is for a value that is not good enough; where there is none, that comes first. */
    private static String remedy(CriterionResult result, String own) {
        if (!own.isEmpty() && !result.outcome().isWithoutEvidence()) {
            return own;
        }
        return switch (result.outcome()) {
            case MISSING -> text("missing");
            case ERROR -> text(first(BY_ERROR, result.reason()));
            case STALE -> text("stale");
            case INCONCLUSIVE -> text("inconclusive");
            default -> text(first(BY_NAME, result.measure()));
        };
    }

    private static String remedy(EvidenceFile file) {
        return file.state() == EvidenceFile.State.BROKEN
                ? first(BY_COMPLAINT, file.note())
                : "file-" + file.state().text();
    }

    private static String first(Map<Pattern, String> advice, String subject) {
        return advice.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(subject).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** Every text that may be asked for. */
    static Set<String> keys() {
        Set<String> keys = new TreeSet<>(BY_NAME.values());
        keys.addAll(BY_COMPLAINT.values());
        keys.addAll(BY_ERROR.values());
        keys.addAll(List.of("missing", "stale", "inconclusive", "penalty"));
        Arrays.stream(EvidenceFile.State.values())
                .filter(EvidenceFile.State::isProblem)
                .forEach(state -> keys.add("file-" + state.text()));
        return keys;
    }

    private static String text(String key) {
        return TEXTS.format(key);
    }
}
