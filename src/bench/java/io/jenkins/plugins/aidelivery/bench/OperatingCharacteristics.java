package io.jenkins.plugins.aidelivery.bench;

import io.jenkins.plugins.aidelivery.stats.sequential.OperatingCase;
import java.io.PrintStream;

/**
 * How often the sequential test of two rates sees harm that is there, and harm that isn't, and after how many intervals. Arguments: runs
 * per row; 10,000 if none is given.
 */
public final class OperatingCharacteristics {
    private OperatingCharacteristics() {}

    public static void main(String[] args) {
        int runs = args.length == 0 ? 10_000 : Integer.parseInt(args[0]);
        PrintStream out = System.out;
        out.println("| case | alarms in 120 looks | median interval | 90 % by interval |");
        out.println("|---|---|---|---|");
        for (OperatingCase row : OperatingCase.all()) {
            out.println("| " + row + " | " + row.simulate(runs) + " |");
        }
    }
}
