package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceCollector;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.gate.GateEvaluator;
import io.jenkins.plugins.aidelivery.gate.GateSchema;
import io.jenkins.plugins.aidelivery.gate.GateSpec;
import io.jenkins.plugins.aidelivery.gate.GateSpecs;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.measure.Baseline;
import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import io.jenkins.plugins.aidelivery.report.JUnitXml;
import io.jenkins.plugins.aidelivery.report.Pages;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code gate}: judges a candidate by its evidence. */
@Command(
        name = "gate",
        description = "Judges a candidate by the evidence of the tools that were run on it.",
        subcommands = {GateCommand.Explain.class, GateCommand.Schema.class})
final class GateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @ParentCommand
    private Main main;

    @Mixin
    private Request request;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Measures of the accepted version. The first gate that passes writes it, later ones that pass"
                    + " replace it.")
    private Path baseline;

    @Option(names = "--keep-baseline", description = "Compare with the baseline, but never write it.")
    private boolean keepBaseline;

    @Option(
            names = "--not-before",
            paramLabel = "TIME",
            description = "When the build began, such as 2026-11-21T10:00:00Z: older evidence is stale.")
    private String notBefore;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the scorecard as one HTML file.")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the scorecard as JSON.")
    private Path json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the scorecard as JUnit XML.")
    private Path junit;

    /** What both the gate and its explanation need to know. */
    static final class Request {
        private static final String OTHERWISE =
                "name one with --spec, or a --preset (" + String.join(", ", GateSpecs.presets()) + ")";

        @Option(names = "--spec", paramLabel = "FILE", description = "The gate in YAML or JSON (default: gate.yml).")
        private Path spec;

        @Option(names = "--preset", paramLabel = "NAME", description = "A preset instead of a file.")
        private String preset = "";

        @Option(
                names = "--evidence",
                paramLabel = "GLOB",
                description = "Reports to read, instead of those that the gate lists. May be repeated.")
        private List<String> evidence = List.of();

        @Option(names = "--environment", paramLabel = "NAME", description = "The environment to judge for.")
        private String environment = "";

        @Option(names = "--model", paramLabel = "NAME", description = "The model, instead of the gate's.")
        private String model = "";

        @Option(names = "--model-version", paramLabel = "VERSION", description = "The candidate's version.")
        private String version = "";

        GateSpecs specs(CommandFiles files) throws SpecException {
            if (preset.isEmpty()) {
                Path file = spec == null ? Path.of("gate.yml") : spec;
                return GateSpecs.parse(file.toString(), files.text(file, "gate", GateSpecs.LONGEST, OTHERWISE));
            }
            if (spec != null) {
                throw new UsageException(
                        "--spec and --preset exclude each other; a gate names its preset by 'preset:'");
            }
            return GateSpecs.preset(preset);
        }

        GateSpecs.Request plain() {
            return new GateSpecs.Request(environment, model, version, evidence);
        }
    }

    @Override
    public Integer call() throws IOException {
        Path directory = main.directory();
        CommandFiles files = new CommandFiles(command, directory);
        if (keepBaseline && baseline == null) {
            throw new UsageException("--keep-baseline keeps the baseline that --baseline names; there is none");
        }
        GateSpec spec;
        try {
            spec = request.specs(files).resolve(request.plain());
        } catch (SpecException e) {
            throw new UsageException("the gate is refused:\n" + e.getMessage());
        }
        Optional<Baseline> accepted = accepted(directory);
        Freshness freshness = freshness();
        Evidence evidence = new EvidenceCollector(directory.toAbsolutePath(), freshness).collect(spec.evidence());
        Scorecard scorecard = GateEvaluator.evaluate(spec, evidence, accepted, freshness.now());
        report(files, scorecard);
        if (!keepBaseline && scorecard.mayBecomeBaseline()) {
            Baseline.Origin origin = new Baseline.Origin(
                    spec.subject().model(),
                    spec.subject().environment(),
                    spec.subject().version(),
                    "",
                    scorecard.evaluatedAt());
            Baseline candidate = new Baseline(origin, evidence.measures());
            files.write(baseline, "Baseline", JsonFile.MAPPER.writeValueAsString(candidate));
        }
        return switch (scorecard.verdict()) {
            case PASS -> Main.APPROVED;
            case FAIL -> Main.REJECTED;
            case CONDITIONAL -> Main.CONDITIONAL;
        };
    }

    private Optional<Baseline> accepted(Path directory) {
        if (baseline == null || !Files.exists(directory.resolve(baseline))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonFile.read(directory.resolve(baseline), Baseline.class, Baseline.SCHEMA));
        } catch (IOException e) {
            throw new UsageException("the baseline can't be used: " + e.getMessage());
        }
    }

    private Freshness freshness() {
        if (notBefore == null) {
            return Freshness.any();
        }
        try {
            return new Freshness(Instant.now(), Instant.parse(notBefore));
        } catch (DateTimeParseException e) {
            throw new UsageException(
                    "--not-before: a time such as 2026-11-21T10:00:00Z was expected, not " + notBefore);
        }
    }

    private void report(CommandFiles files, Scorecard scorecard) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        ConsoleBlock.of(scorecard).forEach(out::println);
        files.write(html, "HTML", Pages.scorecardFile(scorecard));
        files.writeJson(json, "JSON", scorecard);
        files.write(junit, "JUnit XML", JUnitXml.of(scorecard));
    }

    /** {@code gate explain}. */
    @Command(name = "explain", description = "Prints the gate as it is applied, and where each value comes from.")
    static final class Explain implements Callable<Integer> {
        @Spec
        private CommandSpec command;

        @ParentCommand
        private GateCommand gate;

        @Mixin
        private Request request;

        @Override
        public Integer call() {
            Main.refuseOptions(gate.command, "explain");
            try {
                String text = request.specs(new CommandFiles(command, gate.main.directory()))
                        .explain(request.plain());
                command.commandLine().getOut().print(text);
                command.commandLine().getOut().flush();
                return Main.APPROVED;
            } catch (SpecException e) {
                throw new UsageException("the gate is refused:\n" + e.getMessage());
            }
        }
    }

    /** {@code gate schema}. */
    @Command(name = "schema", description = "Prints the JSON Schema of gates, for editors.")
    static final class Schema implements Callable<Integer> {
        @Spec
        private CommandSpec command;

        @ParentCommand
        private GateCommand gate;

        @Override
        public Integer call() {
            Main.refuseOptions(gate.command, "schema");
            command.commandLine().getOut().print(GateSchema.text());
            command.commandLine().getOut().flush();
            return Main.APPROVED;
        }
    }
}
