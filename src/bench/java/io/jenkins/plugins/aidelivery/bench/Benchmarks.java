package io.jenkins.plugins.aidelivery.bench;

import io.jenkins.plugins.aidelivery.rollout.ManyRollouts;
import io.jenkins.plugins.aidelivery.rollout.Restoring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What {@code mvn -Pbench verify} runs: a study of its own, in a process of its own, if {@code -Dbench} names one; otherwise the JMH
 * benchmarks whose names it matches.
 */
public final class Benchmarks {
    /** Java options of each study. */
    private static final Map<Class<?>, List<String>> STUDIES = Map.of(
            DriftScan.class,
            List.of("-Xmx512m"),
            FalseAlarms.class,
            List.of(),
            OperatingCharacteristics.class,
            List.of(),
            ManyRollouts.class,
            List.of("-Xmx512m"),
            Restoring.class,
            List.of());

    private Benchmarks() {}

    /** @param args a file for JMH's results, a name or regular expression, a study's own arguments */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> own = Arrays.stream(args)
                .skip(2)
                .flatMap(arg -> Arrays.stream(arg.split(" ")))
                .filter(arg -> !arg.isBlank())
                .toList();
        for (Class<?> study : STUDIES.keySet()) {
            if (study.getSimpleName().equals(args[1])) {
                System.exit(run(study, own));
            }
        }
        org.openjdk.jmh.Main.main(new String[] {"-rf", "json", "-rff", args[0], args[1]});
    }

    private static int run(Class<?> study, List<String> args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(STUDIES.get(study));
        command.add("-Dpeer.python=" + System.getProperty("peer.python", ""));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), study.getName()));
        command.addAll(args);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
