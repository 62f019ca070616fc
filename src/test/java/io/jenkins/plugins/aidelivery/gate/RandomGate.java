package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.MeasureId;
import io.jenkins.plugins.aidelivery.measure.Measured;
import io.jenkins.plugins.aidelivery.measure.Measures;
import io.jenkins.plugins.aidelivery.measure.Paired;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Source;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** A gate at random, with evidence that it judges in every way there is; limits go with the measures' directions. */
final class RandomGate {
    private final Random random;
    private final List<String> dimensions = new ArrayList<>();
    private final List<List<String>> criteria = new ArrayList<>();
    final List<Measure> measures = new ArrayList<>();
    private final List<Measure> accepted = new ArrayList<>();
    private final String header;

    RandomGate(Random random, boolean withPenalties) {
        this.random = random;
        this.header = "evidence: []\nmissing-evidence: " + (random.nextBoolean() ? "fail" : "conditional")
                + "\noverall: " + random.nextInt(100) + "\n";
        int number = 0;
        for (int d = 1 + random.nextInt(3); d > 0; d--) {
            List<String> own = new ArrayList<>();
            for (int c = 1 + random.nextInt(4); c > 0; c--) {
                own.add(criterion("m" + number++));
            }
            String penalties = withPenalties && random.nextBoolean()
                    ? ", penalties: [{ measure: nobody, per-percent: 2, max: 30, tolerance: 5% }]"
                    : "";
            dimensions.add("  d" + d + ": { threshold: " + random.nextInt(100) + penalties + ", criteria: [");
            criteria.add(own);
        }
    }

    private String criterion(String name) {
        Direction direction = random.nextBoolean() ? Direction.HIGHER : Direction.LOWER;
        int kind = random.nextInt(4);
        boolean each = random.nextInt(4) == 0;
        for (int slices = each ? 1 + random.nextInt(3) : 1; slices > 0; slices--) {
            Measure measure = measure(name, direction, kind, random.nextDouble());
            Measure before = measure(name, direction, kind, random.nextDouble());
            measure = each ? Measured.slice(measure, "g", "s" + slices) : measure;
            before = each ? Measured.slice(before, "g", "s" + slices) : before;
            if (random.nextInt(5) == 0) {
                measure = paired(measure, random.nextDouble());
            }
            int fate = random.nextInt(12);
            if (fate == 0) {
                measure = measure.with(Status.error("broken"));
            } else if (fate == 1) {
                measure = measure.with(Status.failed("by its tool"));
            }
            if (fate != 2) {
                measures.add(measure);
            }
            if (random.nextBoolean()) {
                accepted.add(before);
            }
        }
        StringBuilder text = new StringBuilder("{ measure: " + name);
        boolean limited = random.nextInt(3) > 0;
        double limit = random.nextDouble();
        if (limited) {
            text.append(direction == Direction.HIGHER ? ", min: " : ", max: ").append(number(limit));
        }
        boolean compared = random.nextInt(3) == 0;
        if (compared) {
            text.append(random.nextBoolean() ? ", baseline: true" : ", baseline: { tolerance: 0.05 }");
        }
        if (!limited && !compared || random.nextInt(4) == 0) {
            // A target at least as good as the limit.
            double target = limited
                    ? direction == Direction.HIGHER ? Math.min(1, limit + 0.1) : Math.max(0, limit - 0.1)
                    : random.nextDouble();
            text.append(", target: ").append(number(target));
        }
        if (each) {
            text.append(", each: g");
        }
        if (random.nextInt(3) == 0) {
            text.append(", confidence: 95%");
        }
        if (random.nextInt(5) == 0) {
            text.append(", critical: true");
        } else if (random.nextInt(5) == 0) {
            text.append(", missing-evidence: conditional");
        }
        return text.append(" }").toString();
    }

    private Measure measure(String name, Direction direction, int kind, double value) {
        long n = 1 + random.nextInt(random.nextBoolean() ? 50 : 5000);
        Amount amount = switch (kind) {
            case 0 -> Amount.share(Math.round(value * n), n, direction);
            case 1 -> Amount.value(value, Unit.RATIO, direction);
            case 2 -> Amount.value(value, Unit.RATIO, direction).with(new Sampling.Share(n, n * 0.8));
            default ->
                Amount.value(value, Unit.RATIO, direction)
                        .with(new Sampling.Mean(n, 0.3 * random.nextDouble() / Math.sqrt(n)));
        };
        return Measure.ok(MeasureId.of(name), amount, new Source("a.json", "tool", "/" + name));
    }

    private static Measure paired(Measure measure, double baseline) {
        return measure.with(new Paired(
                baseline,
                measure.amount().value() - baseline,
                new Sampling.Mean(100, 0.02),
                new Paired.Test("McNemar", 0.5)));
    }

    /** The same measure, worse by its direction. */
    Measure worse(Measure measure) {
        Amount amount = measure.amount();
        boolean higher = amount.direction() == Direction.HIGHER;
        Amount worse;
        if (amount.sampling() instanceof Sampling.Counts counts) {
            long successes = higher
                    ? Math.round(counts.successes() * random.nextDouble())
                    : counts.successes() + Math.round((counts.trials() - counts.successes()) * random.nextDouble());
            worse = Amount.share(successes, counts.trials(), amount.direction());
        } else {
            double value = higher
                    ? amount.value() * random.nextDouble()
                    : amount.value() + (1 - amount.value()) * random.nextDouble();
            worse = Amount.value(value, amount.unit(), amount.direction()).with(amount.sampling());
        }
        Measure result = measure.with(worse);
        return measure.paired() == null
                ? result
                : paired(result, measure.paired().baseline());
    }

    Optional<Baseline> baseline() {
        return accepted.isEmpty() || accepted.size() % 3 == 0
                ? Optional.empty()
                : Optional.of(new Baseline(new Baseline.Origin("model", "", "1", "", 0), Measures.of(accepted)));
    }

    /** As it was made. */
    String text() {
        return text(dimensions, criteria);
    }

    /** The same with dimensions and criteria in another order. */
    String shuffled() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < dimensions.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        List<List<String>> mixed = new ArrayList<>();
        for (int i : order) {
            List<String> own = new ArrayList<>(criteria.get(i));
            Collections.shuffle(own, random);
            mixed.add(own);
        }
        return text(order.stream().map(dimensions::get).toList(), mixed);
    }

    private String text(List<String> heads, List<List<String>> lists) {
        StringBuilder text = new StringBuilder(header).append("dimensions:\n");
        for (int i = 0; i < heads.size(); i++) {
            text.append(heads.get(i)).append(String.join(", ", lists.get(i))).append("] }\n");
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
