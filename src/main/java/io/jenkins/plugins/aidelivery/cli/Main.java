package io.jenkins.plugins.aidelivery.cli;

import io.jenkins.plugins.aidelivery.report.ConsoleBlock;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: the same engine as in Jenkins, from a shell. */
@Command(
        name = "ai-delivery",
        description = "Gates and rolls out machine-learning and language-model systems.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        subcommands = {
            GateCommand.class,
            DriftCommand.class,
            RolloutCommand.class,
            EvidenceCommand.class,
            DemoCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:approved",
            "1:rejected",
            "2:conditional",
            "3:rolled back",
            "64:the command, the specification or a table can't be used",
            "70:an error in this program"
        })
public final class Main implements Runnable {
    static final int APPROVED = 0;
    static final int REJECTED = 1;
    static final int CONDITIONAL = 2;
    static final int USAGE = 64;
    static final int INTERNAL = 70;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-C", "--directory"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Work as if started in this directory; a gate reads its evidence from nowhere else.")
    private Path directory = Path.of("");

    public static void main(String[] args) {
        // Before the first server of this process: without it, each answer on a kept connection waits 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // UTF-8 wherever it is printed to: figures have ≥ and … in them.
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs a command and returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine command = new CommandLine(new Main());
        // An argument is what it says: "@secrets" is no file whose lines become arguments.
        command.setExpandAtFiles(false);
        command.setOut(out);
        command.setErr(err);
        command.setUsageHelpAutoWidth(false);
        command.setUsageHelpWidth(100);
        command.setParameterExceptionHandler((e, arguments) -> {
            say(err, e.getMessage());
            err.println("Try: ai-delivery " + path(e.getCommandLine()) + "--help");
            return USAGE;
        });
        command.setExecutionExceptionHandler((e, line, result) -> {
            if (e instanceof UsageException) {
                say(err, e.getMessage());
                return USAGE;
            }
            say(
                    err,
                    "an error in this program: " + e.getClass().getSimpleName()
                            + (e.getMessage() == null ? "" : ": " + e.getMessage()));
            if (System.getenv("AI_DELIVERY_DEBUG") != null) {
                e.printStackTrace(err);
            } else {
                err.println("Please report it; AI_DELIVERY_DEBUG=1 in the environment shows where.");
            }
            return INTERNAL;
        });
        try {
            return command.execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            say(err, "there is not enough memory; java -Xmx… gives it more");
            return INTERNAL;
        }
    }

    private static void say(PrintWriter err, String message) {
        ("ai-delivery: " + message).lines().map(ConsoleBlock::line).forEach(err::println);
    }

    private static String path(CommandLine command) {
        StringBuilder path = new StringBuilder();
        for (CommandLine at = command; at.getParent() != null; at = at.getParent()) {
            path.insert(0, at.getCommandName() + " ");
        }
        return path.toString();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Where files are looked for. */
    Path directory() {
        if (!Files.isDirectory(directory.toAbsolutePath())) {
            throw new UsageException("there is no directory " + directory);
        }
        return directory;
    }

    /** What was said before the name of a command's own command would be lost without a word. */
    static void refuseOptions(CommandSpec command, String behind) {
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            if (!option.inherited()) {
                throw new UsageException(
                        option.longestName() + " belongs behind '" + command.name() + " " + behind + "'");
            }
        }
    }

    /** The version that the jar was built as. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"ai-delivery " + (version == null ? "(not packaged)" : version)};
        }
    }
}
