package io.jenkins.plugins.aidelivery.evidence.tool;

import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.regex.Pattern;

/** What the usual names of model metrics say, for tools that write a name and a number only. */
final class KnownMetrics {
    /** Shares of right answers and the like, between 0 and 1: higher is better. */
    private static final Pattern SHARE =
            Pattern.compile("(.*[_.-])?(acc|accuracy|exact_match|em|f1|f1_score|precision|recall"
                    + "|sensitivity|specificity|roc_auc|auroc|auc|pr_auc|average_precision|pass@\\d+|(success|pass)_rate)"
                    + "([_.-](norm|macro|micro|weighted|samples|mutual_info|bytes|none|score))*");

    private static final Pattern BETTER_HIGHER =
            Pattern.compile("(.*[_.-])?(mcc|r2|r2_score|bleu|chrf|rouge[a-z0-9_]*)");

    private static final Pattern BETTER_LOWER = Pattern.compile("(.*[_.-])?(loss|log_loss|perplexity|mse|rmse|mae|mape"
            + "|error|error_rate|wer|cer|brier|brier_score|brier_score_loss|bits_per_byte|calibration_error|ece)");

    /** Longer names are no usual ones, and patterns take their time. */
    private static final int LONGEST = 200;

    private KnownMetrics() {}

    public static Direction direction(String metric) {
        if (metric.length() > LONGEST) {
            return Direction.NONE;
        }
        if (SHARE.matcher(metric).matches() || BETTER_HIGHER.matcher(metric).matches()) {
            return Direction.HIGHER;
        }
        return BETTER_LOWER.matcher(metric).matches() ? Direction.LOWER : Direction.NONE;
    }

    /** A share, if the name says so and the value is one: some tools write an F1 of 0.8 as 80. */
    public static Unit unit(String metric, double value) {
        boolean share = metric.length() <= LONGEST && SHARE.matcher(metric).matches();
        return share && !(value < 0) && !(value > 1) ? Unit.RATIO : Unit.NUMBER;
    }
}
