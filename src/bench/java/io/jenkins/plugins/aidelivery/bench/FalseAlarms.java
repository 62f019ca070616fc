package io.jenkins.plugins.aidelivery.bench;

import io.jenkins.plugins.aidelivery.drift.DriftChecker;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.Outcome;
import io.jenkins.plugins.aidelivery.drift.Preset;
import io.jenkins.plugins.aidelivery.drift.Profiles;
import io.jenkins.plugins.aidelivery.drift.profile.ColumnProfile;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How often equal data is called drift: 2,000 pairs of samples of one distribution per line. Arguments: numbers
 * of rows a side; none for those of the guide.
 */
public final class FalseAlarms {
    private static final int TRIALS = 2000;

    private FalseAlarms() {}

    public static void main(String[] args) {
        PrintStream out = System.out;
        out.println("| data | rows a side | significant at 5 % | " + presets() + " |");
        out.println("|---|---|---|" + "---|".repeat(Preset.values().length));
        int[] sizes = args.length == 0
                ? new int[] {50, 300, 1000, 10_000}
                : Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        for (int size : sizes) {
            line(out, "normal", size);
            if (size <= 10_000) {
                line(out, "5 categories", size);
            }
        }
    }

    private static String presets() {
        return String.join(" | ", Arrays.stream(Preset.values()).map(Preset::id).toList());
    }

    private static void line(PrintStream out, String kind, int size) {
        int[] significant = new int[1];
        Map<Preset, Integer> alarms = new EnumMap<>(Preset.class);
        List<Preset> presets = size > 10_000 ? List.of(Preset.DEFAULT) : List.of(Preset.values());
        IntStream.range(0, TRIALS).parallel().forEach(trial -> {
            ColumnProfile reference = column(kind, size, 2L * trial, Optional.empty());
            ColumnProfile current = column(kind, size, 2L * trial + 1, Optional.of(reference));
            for (Preset preset : presets) {
                DriftReport report = DriftChecker.check(
                        Profiles.table("one", reference),
                        Profiles.table("other", current),
                        DriftSettings.defaults().with(preset),
                        Instant.EPOCH);
                synchronized (alarms) {
                    if (report.columns().get(0).outcome() == Outcome.DRIFT) {
                        alarms.merge(preset, 1, Integer::sum);
                    }
                    Double p = report.columns().get(0).score().p();
                    if (preset == Preset.DEFAULT && p != null && p <= DriftSettings.ALPHA) {
                        significant[0]++;
                    }
                }
            }
        });
        StringBuilder line = new StringBuilder("| " + kind + " | " + size + " | " + share(significant[0]) + " |");
        for (Preset preset : Preset.values()) {
            line.append(presets.contains(preset) ? " " + share(alarms.getOrDefault(preset, 0)) : "")
                    .append(" |");
        }
        out.println(line);
    }

    private static String share(int count) {
        return String.format(java.util.Locale.ROOT, "%.3f", (double) count / TRIALS);
    }

    private static ColumnProfile column(String kind, int size, long seed, Optional<ColumnProfile> reference) {
        // The generators' states must not be multiples of one another's steps.
        SplittableRandom random = new SplittableRandom(new Random(seed).nextLong());
        if (kind.equals("normal")) {
            return Profiles.numbers(
                    "x",
                    IntStream.range(0, size)
                            .mapToDouble(i -> random.nextGaussian())
                            .toArray(),
                    reference);
        }
        return Profiles.texts(
                "x",
                IntStream.range(0, size)
                        .mapToObj(i -> String.valueOf((char) ('a' + random.nextInt(5))))
                        .toArray(String[]::new));
    }
}
