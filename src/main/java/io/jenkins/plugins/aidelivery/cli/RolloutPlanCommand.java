package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.rollout.BakeAdvice;
import io.jenkins.plugins.aidelivery.rollout.Observed;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan;
import io.jenkins.plugins.aidelivery.rollout.RolloutSpec;
import io.jenkins.plugins.aidelivery.rollout.metric.Window;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollout plan}. */
@Command(
        name = "plan",
        description = "Says, before anything moves, how long each phase must bake to see harm at the expected traffic.")
final class RolloutPlanCommand implements Callable<Integer> {
    private static final long LATELY = 600_000;
    private static final double SECOND = 1000;

    @Spec
    private CommandSpec command;

    @ParentCommand
    private RolloutCommand parent;

    @Parameters(arity = "0..1", paramLabel = "PLAN", description = "The plan (default: rollout.yml).")
    private Path plan = Path.of("rollout.yml");

    @Option(
            names = "--requests",
            paramLabel = "RATE",
            description =
                    "Requests over both sides, such as 40/s (default: what the metric source saw in the last 10 min).")
    private String requests = "";

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            description = "Part of stable's requests that fail, such as 1%% (default: as was seen).")
    private String rate = "";

    @Option(
            names = "--harmful",
            paramLabel = "SHARE",
            description =
                    "Part of the canary's requests that must be seen to fail (default: twice stable's, at least 1%% more).")
    private String harmful = "";

    @Mixin
    private RolloutPlace place;

    @Override
    public Integer call() {
        CommandFiles files = new CommandFiles(command, parent.main.directory());
        PrintWriter out = command.commandLine().getOut();
        try (RolloutPlace open = place;
                RolloutSpec spec = open.plan(files, plan)) {
            BakeAdvice.Expected expected = expected(spec);
            out.println(spec.plan().subject().name() + ": "
                    + Figures.format(expected.requests(), Unit.PER_SECOND) + ", stable fails "
                    + percent(expected.rate()) + ", to be found out: " + percent(expected.harmful()));
            List<BakeAdvice.Advice> advice = BakeAdvice.of(spec.plan(), expected);
            advice.forEach(each -> out.println("  " + line(each)));
            if (advice.isEmpty()) {
                out.println("  no rule compares rates; limits are judged from the first window with enough requests");
            }
            long longest = spec.plan().phases().stream()
                    .mapToLong(RolloutPlan.Phase::bake)
                    .sum();
            out.println("  at best promoted after "
                    + Figures.format(
                            (longest
                                            + spec.plan().phases().size()
                                                    * spec.plan().times().settle())
                                    / SECOND,
                            Unit.SECONDS));
            return 0;
        }
    }

    private static String line(BakeAdvice.Advice advice) {
        String bake = Figures.format(advice.phase().bake() / SECOND, Unit.SECONDS);
        String head = "phase " + advice.phase().name() + " (" + Figures.format(advice.canary(), Unit.PER_SECOND)
                + " to the canary, bakes " + bake + "): " + advice.rule() + " ";
        if (Double.isInfinite(advice.needed())) {
            return head + "is found out in " + percent(advice.power()) + " of all cases within "
                    + Figures.format(advice.phase().longest() / SECOND, Unit.SECONDS)
                    + ": WARNING, this phase can't see it; give it more traffic or time";
        }
        String needs =
                "needs " + Figures.format(advice.needed(), Unit.SECONDS) + " to be found out in 80 % of all cases";
        return head + needs + (advice.isEnough() ? "" : ": WARNING, it bakes for less");
    }

    private static String percent(double share) {
        return Figures.format(Math.round(share * 1e4) / 100.0, Unit.NUMBER) + " %";
    }

    private BakeAdvice.Expected expected(RolloutSpec spec) {
        Optional<Observed.Lately> lately = Optional.empty();
        if (requests.isEmpty() || rate.isEmpty()) {
            long now = System.currentTimeMillis();
            lately = Observed.stable(spec, new Window(now - LATELY, now));
            if (lately.isEmpty()) {
                throw new UsageException("the metric source has seen no requests lately; say --requests and --rate");
            }
        }
        double perSecond = requests.isEmpty() ? lately.get().requests() : quantity("--requests", requests);
        double usual = rate.isEmpty() ? lately.get().rate() : quantity("--rate", rate);
        double seen = harmful.isEmpty() ? Math.max(2 * usual, usual + 0.01) : quantity("--harmful", harmful);
        try {
            return new BakeAdvice.Expected(perSecond, usual, seen);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static double quantity(String option, String text) {
        try {
            return Quantity.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }
}
