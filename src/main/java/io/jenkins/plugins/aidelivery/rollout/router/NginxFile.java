package io.jenkins.plugins.aidelivery.rollout.router;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that nginx includes: a {@code split_clients} block (ngx_http_split_clients_module), and a variable that holds
 * the weight, so that nginx can tell what it has loaded.
 *
 * @param canary what the variable is for the canary's part, such as an upstream's name
 * @param stable what it is for the rest
 * @param key that is hashed; equal keys get equal sides, and the canary's keep theirs while weights rise
 * @param variable that {@code proxy_pass} uses, without its dollar sign
 */
record NginxFile(String canary, String stable, String key, String variable) {
    static final String NAME = "[A-Za-z0-9_.:-]+";

    private static final Pattern MARK = Pattern.compile("(?m)^# ai-delivery: epoch (\\d+)$");
    private static final Pattern SPLIT =
            Pattern.compile("(?m)^split_clients [^\\n]*\\{\\n(?:    ([0-9.]+)% (\\S+);\\n)?    \\* (\\S+);\\n}$");

    String text(double percent, long epoch) {
        BigDecimal rounded = BigDecimal.valueOf(percent).setScale(2, RoundingMode.HALF_UP);
        String weight = rounded.toPlainString();
        // nginx refuses "0%".
        String part = rounded.signum() == 0 ? "" : "    " + weight + "% " + canary + ";\n";
        return "# Written by AI Delivery while it rolls out; changes are lost.\n"
                + "# ai-delivery: epoch " + epoch + "\n"
                + "split_clients \"" + key + "\" $" + variable + " {\n"
                + part
                + "    * " + stable + ";\n"
                + "}\n"
                + "map \"\" $" + variable + "_weight {\n"
                + "    default \"" + Percent.text(rounded.doubleValue()) + "\";\n"
                + "}\n";
    }

    /** The weight that is written in a file of ours. */
    double weight(String text) throws IOException {
        Matcher split = SPLIT.matcher(text);
        if (!MARK.matcher(text).find() || !split.find()) {
            throw new IOException("was not written by us");
        }
        boolean ours = split.group(3).equals(stable)
                && (split.group(2) == null || split.group(2).equals(canary));
        if (!ours) {
            throw new IOException("divides between '" + split.group(2) + "' and '" + split.group(3) + "', not between '"
                    + canary + "' and '" + stable + "'");
        }
        return split.group(1) == null ? 0 : Double.parseDouble(split.group(1));
    }

    /** Of whoever wrote a file; 0 if that wasn't us. */
    static long epoch(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find() ? Long.parseLong(mark.group(1)) : 0;
    }
}
