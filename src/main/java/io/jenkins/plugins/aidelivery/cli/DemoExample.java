package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.drift.DriftChecker;
import io.jenkins.plugins.aidelivery.drift.DriftReport;
import io.jenkins.plugins.aidelivery.drift.DriftSpec;
import io.jenkins.plugins.aidelivery.drift.DriftSpecs;
import io.jenkins.plugins.aidelivery.drift.PastResults;
import io.jenkins.plugins.aidelivery.drift.TablePair;
import io.jenkins.plugins.aidelivery.drift.TableReader;
import io.jenkins.plugins.aidelivery.drift.TableSpec;
import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceCollector;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.gate.GateEvaluator;
import io.jenkins.plugins.aidelivery.gate.GateSpec;
import io.jenkins.plugins.aidelivery.gate.GateSpecs;
import io.jenkins.plugins.aidelivery.gate.Scorecard;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the demo is about: a directory with a gate, models, and tables of rows. */
final class DemoExample {
    static final String CHAMPION = "champion";
    static final String CANDIDATE = "candidate";
    static final String OVERCONFIDENT = "overconfident";

    private static final String GATE = "gate.yml";
    private static final String TESTING = "models/test.csv";

    private final Path directory;
    private final List<DemoRow> rows;

    private DemoExample(Path directory, List<DemoRow> rows) {
        this.directory = directory;
        this.rows = rows;
    }

    /** @throws UsageException if it isn't there */
    static DemoExample in(Path directory) {
        for (String file : List.of(GATE, DriftSpecs.FILE, TESTING, model(CHAMPION), model(OVERCONFIDENT))) {
            if (!Files.isRegularFile(directory.resolve(file))) {
                throw new UsageException("the demo's example is not at " + directory + ": there is no " + file
                        + "; start it where the project was checked out, or name its directory"
                        + " examples/breast-cancer with --example");
            }
        }
        try {
            return new DemoExample(directory, DemoRow.read(directory.resolve(TESTING)));
        } catch (IOException e) {
            throw UsageException.about("the demo's example can't be used", e);
        }
    }

    private static String model(String version) {
        return "models/" + version + "/model.json";
    }

    /** A directory for each version. */
    Path models() {
        return directory.resolve("models");
    }

    /** What is asked. */
    List<DemoRow> rows() {
        return rows;
    }

    /** The candidate by the example's own gate. */
    Scorecard judged(CommandFiles files) throws IOException {
        GateSpec gate;
        try {
            gate = GateSpecs.parse(GATE, text(files, GATE, "gate", GateSpecs.LONGEST))
                    .resolve(new GateSpecs.Request("", "", CANDIDATE, List.of()));
        } catch (SpecException e) {
            throw new UsageException("the gate is refused:\n" + e.getMessage());
        }
        Freshness any = Freshness.any();
        Evidence evidence = new EvidenceCollector(directory.toAbsolutePath(), any).collect(gate.evidence());
        return GateEvaluator.evaluate(gate, evidence, Optional.empty(), any.now());
    }

    /** What the models are asked compared with what they were trained on, by the example's own check. */
    DriftReport compared(CommandFiles files, PrintWriter err) throws IOException {
        DriftSpec check;
        try {
            check = DriftSpecs.parse(DriftSpecs.FILE, text(files, DriftSpecs.FILE, "drift check", DriftSpecs.LONGEST))
                    .resolve(DriftSpecs.Request.PLAIN);
        } catch (SpecException e) {
            throw new UsageException("the drift check is refused:\n" + e.getMessage());
        }
        TableSpec.Files before = table(check.reference());
        TableSpec.Files now = table(check.current());
        try (DriftTables tables =
                DriftTables.open(List.of(before, now), new DriftTables.Reading(err, false, directory))) {
            TablePair pair = new TableReader(tables.engine(), check.settings())
                    .compared(tables.relation(before, check.settings()), tables.relation(now, check.settings()));
            return DriftChecker.check(pair, check.settings(), PastResults.NONE, Instant.now());
        } catch (IOException e) {
            throw UsageException.about("the tables can't be compared", e);
        }
    }

    private static TableSpec.Files table(Optional<TableSpec> written) {
        return written.filter(TableSpec.Files.class::isInstance)
                .map(TableSpec.Files.class::cast)
                .orElseThrow(() -> new UsageException("the drift check of the example has to name files"));
    }

    private String text(CommandFiles files, String file, String what, int longest) {
        return files.text(directory.resolve(file).toAbsolutePath(), what, longest, "the example has one");
    }
}
