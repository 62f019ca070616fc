package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.drift.DriftChecker;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftReport.Verdict;
import io.jenkins.plugins.aidelivery.drift.DriftSchema;
import io.jenkins.plugins.aidelivery.drift.DriftSpec;
import io.jenkins.plugins.aidelivery.drift.PastResults;
import io.jenkins.plugins.aidelivery.drift.TablePair;
import io.jenkins.plugins.aidelivery.drift.TableReader;
import io.jenkins.plugins.aidelivery.drift.TableSpec;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.measure.Figures;
import io.jenkins.plugins.aidelivery.report.DriftConsole;
import io.jenkins.plugins.aidelivery.report.JUnitXml;
import io.jenkins.plugins.aidelivery.report.Pages;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code drift}: compares two tables. */
@Command(
        name = "drift",
        description = "Compares two tables: which columns drifted, by how much, and whether that could be chance.",
        subcommands = {DriftPlanCommand.class, DriftCommand.Profile.class, DriftCommand.Schema.class})
final class DriftCommand implements Callable<Integer> {
    @Spec
    CommandSpec command;

    @ParentCommand
    Main main;

    @Mixin
    private DriftRequest request;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "The table to compare with, such as the training data: files, a pattern or a directory."
                    + " May be repeated.")
    private List<String> reference = List.of();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "What was kept of an earlier table, instead of a reference.")
    private String profile = "";

    @Option(
            names = "--save-profile",
            paramLabel = "FILE",
            description = "Keep what a later --profile needs of the current table, unless columns drifted. The first"
                    + " time, it may be the same file.")
    private Path saveProfile;

    @Option(names = "--name", paramLabel = "NAME", description = "What the data set is called, instead of the check's.")
    private String name = "";

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "Conventions to compare by: default, seed, evidently, nannyml, tfdv or deepchecks.")
    private String preset = "";

    @Option(names = "--alpha", paramLabel = "LEVEL", description = "Level of significance over all columns.")
    private String alpha = "";

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "Share of drifted columns from which the table has drifted.")
    private String share = "";

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "Earlier reports and profiles, in JSON: files, a pattern or a directory. May be repeated.")
    private List<String> history = List.of();

    @Option(
            names = "--multivariate",
            paramLabel = "NAME",
            arity = "0..1",
            split = ",",
            fallbackValue = "true",
            description = "Look at all columns together, too: by a domain-classifier, by pca, or by both.")
    private List<String> multivariate = List.of();

    @Option(names = "--require-reference", description = "Reject if there is nothing to compare with.")
    private boolean requireReference;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one HTML file.")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
    private Path json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the report as JUnit XML.")
    private Path junit;

    @Override
    public Integer call() throws IOException {
        CommandFiles files = new CommandFiles(command, main.directory());
        DriftSpec spec = spec(files);
        TableSpec.Files current = current(spec);
        Optional<DatasetProfile> kept = kept(files, spec.reference());
        DriftReport report = compared(files, spec, current, kept);
        files.write(html, "HTML", Pages.driftFile(report));
        files.writeJson(json, "JSON", report);
        files.write(junit, "JUnit XML", JUnitXml.of(report));
        return switch (report.decision().verdict()) {
            case PASS -> Main.APPROVED;
            case FAIL -> Main.REJECTED;
            case CONDITIONAL -> Main.CONDITIONAL;
            case SKIPPED -> requireReference ? Main.REJECTED : Main.APPROVED;
        };
    }

    private DriftSpec spec(CommandFiles files) {
        if (!profile.isEmpty() && !reference.isEmpty()) {
            throw new UsageException("--profile and --reference exclude each other: compare with one of them");
        }
        Map<String, List<String>> said = new LinkedHashMap<>();
        Map.of("name", name, "preset", preset, "alpha", alpha, "share", share, "reference.profile", profile)
                .forEach((key, value) -> said.put(key, List.of(value)));
        said.put("reference", reference);
        said.put("multivariate", multivariate);
        said.values().removeIf(values -> values.stream().allMatch(String::isBlank));
        return request.resolve(files, said);
    }

    /** The table to look at. */
    static TableSpec.Files current(DriftSpec spec) {
        return files(spec.current()
                .orElseThrow(() -> new UsageException(
                        "there is nothing to look at; name a table with --current, or 'current' in drift.yml")));
    }

    private static TableSpec.Files files(TableSpec table) {
        if (table instanceof TableSpec.Files files) {
            return files;
        }
        throw new UsageException(
                "connections to databases are Jenkins'; here, name files with --reference and --current");
    }

    /** The profile to compare with; empty if there is none, or a table to compare with. */
    private Optional<DatasetProfile> kept(CommandFiles files, Optional<TableSpec> reference) {
        if (reference.isEmpty() || !(reference.get() instanceof TableSpec.Profile kept)) {
            return Optional.empty();
        }
        try {
            Path file = files.place(Path.of(kept.path()));
            if (!Files.exists(file)) {
                if (saveProfile != null && file.equals(files.place(saveProfile))) {
                    return Optional.empty();
                }
                throw new UsageException("there is no profile at " + file
                        + "; 'drift profile' makes one, or --save-profile with the same file the first time");
            }
            return Optional.of(JsonFile.read(file, DatasetProfile.class, DatasetProfile.SCHEMA));
        } catch (InvalidPathException e) {
            throw new UsageException("no file can be called '" + kept.path() + "' here");
        } catch (IOException e) {
            throw new UsageException("the profile can't be used: " + e.getMessage());
        }
    }

    private DriftReport compared(
            CommandFiles files, DriftSpec spec, TableSpec.Files current, Optional<DatasetProfile> kept)
            throws IOException {
        Optional<TableSpec.Files> other = spec.reference()
                .filter(reference -> !(reference instanceof TableSpec.Profile))
                .map(DriftCommand::files);
        List<TableSpec.Files> all = other.map(table -> List.of(table, current)).orElse(List.of(current));
        PastResults past = new DriftPast(files.directory()).read(history, spec.settings());
        DatasetProfile now;
        DatasetProfile before = null;
        DriftReport report;
        try (DriftTables tables = open(files, all)) {
            TableReader reader = new TableReader(tables.engine(), spec.settings());
            if (other.isEmpty() && kept.isEmpty()) {
                now = reader.profile(tables.relation(current, spec.settings()));
                report = DriftChecker.skipped(now, spec.settings(), Instant.now());
            } else {
                TablePair pair = other.isPresent()
                        ? reader.compared(
                                tables.relation(other.get(), spec.settings()),
                                tables.relation(current, spec.settings()))
                        : reader.compared(kept.orElseThrow(), tables.relation(current, spec.settings()));
                now = pair.current();
                before = pair.reference();
                report = DriftChecker.check(pair, spec.settings(), past, Instant.now());
            }
        } catch (IOException e) {
            throw new UsageException("the tables can't be compared: " + e.getMessage());
        }
        DriftConsole.of(report).forEach(files::say);
        save(
                files,
                now.thinned(spec.settings().minimumCount(), Optional.ofNullable(before)),
                report.decision().verdict());
        return report;
    }

    private void save(CommandFiles files, DatasetProfile now, Verdict verdict) throws IOException {
        if (saveProfile == null) {
            return;
        }
        if (verdict == Verdict.PASS || verdict == Verdict.SKIPPED) {
            files.write(saveProfile, "Profile", JsonFile.MAPPER.writeValueAsString(now));
        } else {
            files.say("Profile: not kept, because later tables would be compared with one that drifted");
        }
    }

    private DriftTables open(CommandFiles files, List<TableSpec.Files> all) throws IOException {
        return DriftTables.open(
                all,
                new DriftTables.Reading(command.commandLine().getErr(), request.isProgressAsked(), files.directory()));
    }

    /** {@code drift profile}. */
    @Command(name = "profile", description = "Keeps what a later comparison needs of a table: counts, no rows.")
    static final class Profile implements Callable<Integer> {
        @Spec
        private CommandSpec command;

        @ParentCommand
        private DriftCommand drift;

        @Mixin
        private DriftRequest request;

        @Option(names = "--save-profile", paramLabel = "FILE", required = true, description = "Where to keep it.")
        private Path file;

        @Override
        public Integer call() throws IOException {
            Main.refuseOptions(drift.command, "profile");
            CommandFiles files = new CommandFiles(command, drift.main.directory());
            DriftSpec spec = request.resolve(files, Map.of());
            TableSpec.Files table = current(spec);
            DriftTables.Reading reading = new DriftTables.Reading(
                    command.commandLine().getErr(), request.isProgressAsked(), files.directory());
            DatasetProfile profile;
            try (DriftTables tables = DriftTables.open(List.of(table), reading)) {
                profile = new TableReader(tables.engine(), spec.settings())
                        .profile(tables.relation(table, spec.settings()));
            } catch (IOException e) {
                throw new UsageException("the table can't be profiled: " + e.getMessage());
            }
            files.say(profile.label() + ": " + Figures.number(profile.rows()) + " rows, "
                    + profile.columns().size() + " columns");
            DatasetProfile kept = profile.thinned(spec.settings().minimumCount(), Optional.empty());
            files.write(file, "Profile", JsonFile.MAPPER.writeValueAsString(kept));
            return Main.APPROVED;
        }
    }

    /** {@code drift schema}. */
    @Command(name = "schema", description = "Prints the JSON Schema of drift checks, for editors.")
    static final class Schema implements Callable<Integer> {
        @Spec
        private CommandSpec command;

        @ParentCommand
        private DriftCommand drift;

        @Override
        public Integer call() {
            Main.refuseOptions(drift.command, "schema");
            command.commandLine().getOut().print(DriftSchema.text());
            command.commandLine().getOut().flush();
            return Main.APPROVED;
        }
    }
}
