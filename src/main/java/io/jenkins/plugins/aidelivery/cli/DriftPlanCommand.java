package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.drift.DriftPlan;
import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.measure.Figures;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code drift plan}: how many rows it takes. */
@Command(name = "plan", description = "Says how many rows it takes to see an effect in one column.")
final class DriftPlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private DriftCommand drift;

    @Option(
            names = "--effect",
            paramLabel = "X",
            required = true,
            description = "Standard deviations by which a mean moves, or a score such as D.")
    private double effect;

    @Option(names = "--alpha", paramLabel = "LEVEL", description = "Level of significance (default: 0.05).")
    private double alpha = DriftSettings.ALPHA;

    @Option(names = "--power", paramLabel = "SHARE", description = "How often to see it (default: 0.9).")
    private double power = DriftPlan.POWER;

    @Override
    public Integer call() {
        Main.refuseOptions(drift.command, "plan");
        CommandFiles files = new CommandFiles(command, drift.main.directory());
        try {
            List<DriftPlan.Need> needs = DriftPlan.of(effect, alpha, power);
            files.say("rows in each table to see it in " + Figures.percent(power) + " of comparisons, at level "
                    + Figures.percent(alpha) + ":");
            needs.forEach(need -> files.say("  %11s  %s".formatted(Figures.number(need.rows()), need.effect())));
            return Main.APPROVED;
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
