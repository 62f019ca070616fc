package io.jenkins.plugins.aidelivery.rollout;

import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan.Phase;
import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads phases: a preset's name, a line such as {@code 5% 5m, 25% 10m, 100%}, or a list of mappings. */
final class PhaseReader {
    /** Weights in percent, and minutes. */
    private static final Map<String, String> PRESETS = new TreeMap<>(Map.of(
            "careful", "5% 30m, 10% 30m, 25% 30m, 50% 30m, 100%",
            "standard", "5% 10m, 10% 10m, 25% 10m, 50% 10m, 75% 10m, 100%",
            "quick", "5% 5m, 25% 10m, 50% 15m, 100%",
            "blue-green", "100% 5m"));

    private static final long SECOND = 1000;

    /** A phase may take so many times its bake until it must be clear. */
    private static final int PATIENCE = 4;

    private static final double PERCENT = 100;

    /** A year, seconds. */
    private static final double LONGEST = 366.0 * 24 * 3600;

    private final SpecCursor in;
    private final long interval;

    /** @param interval between two looks, milliseconds: no phase bakes for less */
    PhaseReader(SpecCursor in, long interval) {
        this.in = in;
        this.interval = interval;
    }

    List<Phase> read(RolloutPlan.Strategy strategy) {
        if (!in.isWritten("phases")) {
            return line(PRESETS.get(strategy == RolloutPlan.Strategy.BLUE_GREEN ? "blue-green" : "standard"));
        }
        Optional<SpecNode> node = in.node("phases");
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get() instanceof SpecNode.Scalar scalar) {
            return line(PRESETS.getOrDefault(scalar.text(), scalar.text()));
        }
        List<Phase> phases = new ArrayList<>();
        for (SpecNode item : in.items("phases")) {
            if (item instanceof SpecNode.Scalar scalar) {
                phases.addAll(line(scalar.text()));
            } else {
                in.child("phases", item).flatMap(this::mapping).ifPresent(phases::add);
            }
        }
        return ordered(phases);
    }

    /** A last phase of everything that bakes for no time is the promotion itself. */
    private List<Phase> ordered(List<Phase> phases) {
        double before = 0;
        for (Phase phase : phases) {
            if (phase.weight() <= before) {
                in.fault(
                        "phases",
                        "'" + phase.name() + "' is not more than the " + before
                                + " % before it; weights rise from phase to phase");
                return phases;
            }
            before = phase.weight();
        }
        boolean last = phases.size() > 1
                && phases.get(phases.size() - 1).weight() == RolloutPlan.ALL
                && phases.get(phases.size() - 1).bake() == 0;
        return last ? List.copyOf(phases.subList(0, phases.size() - 1)) : phases;
    }

    private List<Phase> line(String text) {
        List<Phase> phases = new ArrayList<>();
        for (String part : text.split(",")) {
            String[] words = part.strip().split("\\s+");
            Optional<Double> weight = weight(words[0]);
            Optional<Long> bake = words.length > 1 ? bake(words[1]) : Optional.of(0L);
            if (weight.isEmpty() || bake.isEmpty() || words.length > 2) {
                in.fault(
                        "phases",
                        "a weight and a time such as '5% 10m' was expected, or one of "
                                + String.join(", ", PRESETS.keySet()) + ", not '" + part.strip() + "'");
                return List.of();
            }
            boolean all = weight.get() == RolloutPlan.ALL && bake.get() == 0;
            boolean decided = bake.get() < 0;
            long time = all ? 0 : Math.max(interval, decided ? DECIDED : bake.get());
            phases.add(new Phase(
                    words[0], weight.get(), decided ? Math.min(time, 2 * interval) : time, time, PATIENCE * time, ""));
        }
        return ordered(phases);
    }

    /** Until it is decided: as long as that takes, but no more than this. */
    private static final long DECIDED = 3600 * SECOND;

    /** Percent. */
    static Optional<Double> weight(String text) {
        try {
            Quantity quantity = Quantity.parse(text);
            double percent = quantity.value() * (quantity.unit() == Unit.RATIO ? PERCENT : 1);
            boolean fits = quantity.unit() == Unit.RATIO || quantity.unit() == Unit.NUMBER;
            // Not 0.07 * 100 = 7.000000000000001.
            double rounded = Math.round(percent * 1e6) / 1e6;
            return fits && rounded > 0 && rounded <= RolloutPlan.ALL ? Optional.of(rounded) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Milliseconds; negative for until it is decided. */
    private static Optional<Long> bake(String text) {
        if (text.equals("decided")) {
            return Optional.of(-1L);
        }
        try {
            Quantity quantity = Quantity.parse(text);
            return quantity.unit() == Unit.SECONDS && quantity.value() > 0 && quantity.value() <= LONGEST
                    ? Optional.of(Math.round(quantity.value() * SECOND))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Phase> mapping(SpecCursor phase) {
        Optional<Double> weight =
                phase.name("weight", "a weight such as 5% was expected").flatMap(PhaseReader::weight);
        if (weight.isEmpty()) {
            phase.fault("", "a 'weight' above 0 and up to 100% was expected");
        }
        boolean decided = phase.text("bake").equals("decided");
        long written = decided ? DECIDED : TimesReader.millis(phase, "bake").orElse(0L);
        boolean all = written == 0 && weight.filter(w -> w == RolloutPlan.ALL).isPresent();
        long bake = all ? 0 : Math.max(interval, written);
        long shortest = TimesReader.millis(phase, "shortest").orElse(decided ? 2 * interval : bake);
        long longest = TimesReader.millis(phase, "longest").orElse(PATIENCE * bake);
        String name = phase.name("name", "a name was expected").orElse(phase.text("weight"));
        String approval =
                phase.name("approval", "who has to agree was expected").orElse("");
        phase.done();
        if (shortest > bake || longest < bake) {
            phase.fault("", "'shortest' is at most 'bake', and 'longest' at least");
            return Optional.empty();
        }
        return weight.map(percent -> new Phase(name, percent, shortest, bake, longest, approval));
    }
}
