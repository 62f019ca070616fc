package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceCollector;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.measure.Amount;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.measure.Measure;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code evidence}: what the tools' reports hold. */
@Command(
        name = "evidence",
        description = "Looks at reports without judging them.",
        subcommands = {EvidenceCommand.Listing.class})
final class EvidenceCommand implements Runnable {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private Main main;

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    /** {@code evidence list}. */
    @Command(
            name = "list",
            description = "Lists the measures that a gate could use: name, value, what is known of its precision.")
    static final class Listing implements Callable<Integer> {
        @Spec
        private CommandSpec command;

        @ParentCommand
        private EvidenceCommand evidence;

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files or patterns below the directory.")
        private List<String> patterns;

        @Override
        public Integer call() {
            List<EvidenceEntry> entries = patterns.stream()
                    .map(pattern -> new EvidenceEntry(pattern, "", 0, new EvidenceEntry.Reports()))
                    .toList();
            Evidence found =
                    new EvidenceCollector(evidence.main.directory().toAbsolutePath(), Freshness.any()).collect(entries);
            PrintWriter out = command.commandLine().getOut();
            found.files().forEach(file -> out.println(ConsoleBlock.line(line(file))));
            found.measures().all().forEach(measure -> out.println(ConsoleBlock.line(line(measure))));
            out.flush();
            return found.problems().isEmpty() ? Main.APPROVED : Main.REJECTED;
        }

        private static String line(EvidenceFile file) {
            return file.path() + ": " + file.state().text()
                    + (file.format().isEmpty() ? "" : " as " + file.format())
                    + (file.note().isEmpty() ? "" : ": " + file.note());
        }

        private static String line(Measure measure) {
            Amount amount = measure.amount();
            Status status = measure.status();
            return "  %-48s %-14s %s"
                    .formatted(
                            measure.id(),
                            Figures.format(amount.value(), amount.unit()),
                            status.isOk() ? measure.source() : status.state().text() + ": " + status.reason());
        }
    }
}
