package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.gate.Verdict;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Unit;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.report.DemoPage;
import io.jenkins.plugins.aidelivery.report.DriftConsole;
import io.jenkins.plugins.aidelivery.report.Pages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code demo}: a whole delivery on this machine. */
@Command(
        name = "demo",
        description =
                "Shows a whole delivery on this machine in about a minute: a gate, a drift check, a rollout that is"
                        + " promoted and one that is rolled back. Models, servers, proxy and requests are real.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the good version was promoted, the bad one rolled back",
            "1:anything else happened",
            "64:the example can't be used",
            "70:an error in this program"
        })
final class DemoCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;

    private static final String GATE = "May the candidate take the champion's place?";
    private static final String DRIFT = "Is it asked what it was trained on?";
    private static final String GOOD =
            "The candidate gets traffic: " + DemoTraffic.RATE + " requests a second go through a proxy";
    private static final String BAD = "A bad release gets traffic: it fails for large tumours, and is slow";

    /** A release that was made without large tumours in mind, and that looks something up for too long. */
    private static final String FAULT = "bands=small,medium delay-ms=40";

    @Spec
    private CommandSpec command;

    @ParentCommand
    private Main main;

    @Option(
            names = "--example",
            paramLabel = "DIR",
            description = "The example to deliver (default: examples/breast-cancer).")
    private Path example = Path.of("examples", "breast-cancer");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where plans, journals and the page are written (default: target/demo).")
    private Path out = Path.of("target", "demo");

    private final List<String> problems = new ArrayList<>();
    private long began;

    @Override
    public Integer call() throws IOException {
        began = System.nanoTime();
        CommandFiles files = new CommandFiles(command, main.directory());
        PrintWriter writer = command.commandLine().getOut();
        DemoExample delivered = DemoExample.in(files.place(example));

        step(GATE);
        Scorecard scorecard = delivered.judged(files);
        ConsoleBlock.of(scorecard).forEach(writer::println);
        if (scorecard.verdict() == Verdict.FAIL) {
            writer.println("The gate has rejected the candidate, so nothing is rolled out.");
            return Main.REJECTED;
        }
        step(DRIFT);
        DriftReport drift = delivered.compared(files, command.commandLine().getErr());
        DriftConsole.of(drift).forEach(writer::println);

        DemoRollout.Place place = new DemoRollout.Place(files, out, writer);
        DemoRollout good;
        DemoRollout bad;
        try (DemoEdge edge = DemoEdge.start(delivered)) {
            step(GOOD);
            edge.traffic().warm();
            good = DemoRollout.run(new DemoPlan(DemoExample.CANDIDATE, "", DemoExample.CHAMPION), edge, place);
            writer.println(good.noticed());
            if (!good.isPromoted()) {
                return failed("the candidate was not promoted: "
                        + good.report().course().reason());
            }
            edge.free();
            step(BAD);
            bad = DemoRollout.run(new DemoPlan(DemoExample.OVERCONFIDENT, FAULT, DemoExample.CANDIDATE), edge, place);
            writer.println(bad.noticed());
        }
        check(good, bad);
        files.write(out.resolve("demo.html"), "Page", page(scorecard, drift, good, bad));
        return problems.isEmpty() ? succeeded() : failed(String.join("; ", problems));
    }

    private void step(String question) {
        command.commandLine().getOut().println();
        command.commandLine().getOut().println(question);
    }

    private void check(DemoRollout good, DemoRollout bad) {
        if (good.tally().failures() > 0) {
            problems.add(good.tally().failures() + " requests failed during the good rollout");
        }
        if (!bad.isRolledBack()) {
            problems.add("the bad release was not rolled back: "
                    + bad.report().course().reason());
        }
        if (bad.tally().failuresElsewhere() > 0) {
            problems.add(bad.tally().failuresElsewhere() + " requests failed that the bad release didn't get");
        }
    }

    private int succeeded() {
        command.commandLine()
                .getOut()
                .println("A good version was promoted and a bad one taken back, in "
                        + Figures.format(Math.rint((System.nanoTime() - began) / NANOS), Unit.SECONDS) + ".");
        return Main.APPROVED;
    }

    private int failed(String reason) {
        command.commandLine().getErr().println(ConsoleBlock.line("ai-delivery: the demo has failed: " + reason));
        return Main.REJECTED;
    }

    private static String page(Scorecard scorecard, DriftReport drift, DemoRollout good, DemoRollout bad) {
        return Pages.demoFile(new DemoPage(List.of(
                DemoPage.Chapter.of("gate", GATE, "", Pages.scorecard(scorecard)),
                DemoPage.Chapter.of("drift", DRIFT, "", Pages.drift(drift)),
                DemoPage.Chapter.of("promoted", GOOD, good.noticed(), Pages.rollout(good.report())),
                DemoPage.Chapter.of("rolled-back", BAD, bad.noticed(), Pages.rollout(bad.report())))));
    }
}
