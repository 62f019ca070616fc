package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.RolloutSpec;
import io.jenkins.plugins.aidelivery.rollout.Simulation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollout simulate}. */
@Command(
        name = "simulate",
        description = "Lets the plan happen many times over made-up traffic: how often is such a canary promoted?")
final class RolloutSimulateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private RolloutCommand parent;

    @Parameters(arity = "0..1", paramLabel = "PLAN", description = "The plan (default: rollout.yml).")
    private Path plan = Path.of("rollout.yml");

    @Option(names = "--runs", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int runs = 200;

    @Option(names = "--seed", paramLabel = "N", description = "The same gives the same (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--requests",
            paramLabel = "RATE",
            description = "Requests over both sides (default: ${DEFAULT-VALUE}).")
    private String requests = "100/s";

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            description = "Part of stable's requests that fail (default: ${DEFAULT-VALUE}).")
    private String rate = "0.01";

    @Option(
            names = "--canary",
            paramLabel = "SHARE",
            description = "Part of the canary's requests that fail (default: as stable's).")
    private String canary = "";

    @Option(names = "--latency", paramLabel = "TIME", description = "Stable's median (default: ${DEFAULT-VALUE}).")
    private String latency = "50ms";

    @Option(
            names = "--slower",
            paramLabel = "FACTOR",
            description = "By which the canary takes longer (default: ${DEFAULT-VALUE}).")
    private double slower = 1;

    @Mixin
    private RolloutPlace place;

    @Override
    public Integer call() throws IOException {
        CommandFiles files = new CommandFiles(command, parent.main.directory());
        PrintWriter out = command.commandLine().getOut();
        if (runs < 1) {
            throw new UsageException("--runs: at least 1 was expected");
        }
        try (RolloutPlace open = place;
                RolloutSpec spec = open.plan(files, plan)) {
            Simulation.Outcome outcome = Simulation.of(spec.plan(), traffic(), runs, seed);
            outcome.ends().forEach((stage, count) -> out.printf("%-16s %d of %d%n", stage, count, outcome.runs()));
            out.println("median: " + Figures.format(outcome.seconds(), Unit.SECONDS) + ", "
                    + Figures.format(outcome.exposed(), Unit.COUNT) + " requests to the canary");
            return 0;
        }
    }

    private Simulation.Traffic traffic() {
        double usual = value("--rate", rate);
        try {
            return new Simulation.Traffic(
                    value("--requests", requests),
                    usual,
                    canary.isEmpty() ? usual : value("--canary", canary),
                    value("--latency", latency),
                    slower);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static double value(String option, String text) {
        try {
            return Quantity.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }
}
