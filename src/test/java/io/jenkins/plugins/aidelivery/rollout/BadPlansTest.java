package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.jenkins.plugins.aidelivery.rollout.connection.HttpCalls;
import io.jenkins.plugins.aidelivery.rollout.connection.Surroundings;
import io.jenkins.plugins.aidelivery.rollout.connection.WrittenConnections;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.Test;

/** Whatever is wrong with a plan is a sentence that names the line, before anything is touched. */
public class BadPlansTest {
    private static final int PLANS = Integer.getInteger("plans", 1_000);

    private static final String GOOD = """
            name: fraud
            target: edge
            strategy: canary
            version: { id: 1.5.0, artifact: a, configuration: b, data: c }
            previous: 1.4.2
            interval: 15s
            settle: 16s
            blind-for: 5m
            verify: 5m
            keep: 10m
            recover: 30s
            deadline: 4h
            phases:
              - { name: first, weight: 5%, bake: 10m, shortest: 2m, longest: 20m }
              - 50% 10m
              - { weight: 100%, bake: decided, approval: mia }
            approve: { phase: first, by: release-managers }
            on: { blind: abort, scarce: pause, doubtful: pause }
            early: { from: 25%, better: { errors: 1% } }
            rollback: { steps: [50%, 25%] }
            rules:
              - errors: { events: e, total: t, max: { value: 10%, for: 5m, min-exposure: 20 }, worse-by: 25%, safe-below: 50%, critical: true, weight: 2, control: false, when: always }
              - successes: { events: e, total: t, min: 50%, advisory: true }
              - latency: { histogram: h, quantile: 0.95, max: [{ value: 1s }, { value: 5s, for: 3m }], min-exposure: 100 }
              - score: { metric: m, low: 0, high: 5, min-drop: 0.1, paired: true, min: 2 }
              - value: { query: q, max: 10, max-ratio: 1.5, measurements: { failure-limit: 2, inconclusive-limit: 1, consecutive-error-limit: 3, consecutive-success-limit: 1, initial-delay: 1m, count: 9 } }
              - throughput: { name: much, total: t, min: { value: 1/s, for: 2m } }
              - outputs: { texts: x, min-agreement: 0.8 }
              - kayenta-compat: { pass: 90, marginal: 50, groups: { all: 100 }, metrics: [ { name: a, query: q, groups: [all], direction: increase, nan: remove, critical: true } ] }
            after-promotion:
              - errors: { name: errors after, events: e, total: t, max: 10% }
            hooks:
              deploy: { command: [echo, hello], timeout: 1m }
              validate: { url: "http://localhost:1", path: /ready, method: GET, timeout: 5s }
              notify: { url: "http://localhost:1" }
            router:
              haproxy: { address: "localhost:9999", backend: fraud, canary: new1, stable: old1 }
            metrics:
              prometheus: { url: "http://localhost:9090", interval: 15s, sides: { canary: { track: canary }, stable: { track: stable } } }
            """;

    private static final List<String> ODD = List.of(
            "",
            "-1",
            "0",
            "-5%",
            "101%",
            "1e308",
            "1e300s",
            "-3s",
            "0s",
            "9999999999999h",
            "NaN",
            ".inf",
            "100%",
            "5%",
            "true",
            "ten",
            "${NOT_SET}",
            "{{weight}}",
            "a: b",
            "\u0000",
            "\uD83D\uDE00",
            "5% 10m, 4% 10m",
            "http://",
            "x".repeat(20_000));

    static RolloutSpec read(String text) throws SpecException {
        return RolloutSpec.read(
                "rollout.yml",
                text,
                new Surroundings(
                        new WrittenConnections(name -> Optional.empty()),
                        new HttpCalls(Runnable::run),
                        Runnable::run,
                        Path.of("")));
    }

    private static List<String> faults(String text) {
        try {
            read(text).close();
            return List.of();
        } catch (SpecException e) {
            return e.faults().stream().map(SpecException.Fault::toString).toList();
        }
    }

    private static String with(String line, String instead) {
        assertThat(GOOD).contains(line);
        return GOOD.replace(line, instead);
    }

    @Test
    public void aGoodPlanHasNoFault() {
        assertThat(faults(GOOD)).isEmpty();
    }

    @Test
    public void aWrongValueAtAnyKeyIsASentence() throws Exception {
        JsonNode good = new YAMLMapper().readTree(GOOD);
        SplittableRandom random = new SplittableRandom(20261121);
        List<String> unexpected = new ArrayList<>();
        for (int i = 0; i < PLANS && unexpected.size() < 20; i++) {
            JsonNode bad = good.deepCopy();
            String where = change(bad, random);
            String text = bad.toString();
            try (RolloutSpec spec = read(text)) {
                assertThat(spec.source()).isEqualTo(text);
            } catch (SpecException e) {
                for (SpecException.Fault fault : e.faults()) {
                    assertThat(fault.toString())
                            .as(where)
                            .startsWith("rollout.yml:1")
                            .hasSizeLessThan(1_500);
                }
            } catch (RuntimeException e) {
                unexpected.add(where + ": " + e + " at " + e.getStackTrace()[0]);
            }
        }
        if (!unexpected.isEmpty()) {
            fail(unexpected.stream().distinct().collect(Collectors.joining("\n")));
        }
    }

    /** One or two values are others, or are gone. */
    private static String change(JsonNode plan, SplittableRandom random) {
        StringBuilder where = new StringBuilder();
        for (int i = 0; i <= random.nextInt(2); i++) {
            List<Runnable> changes = new ArrayList<>();
            List<String> names = new ArrayList<>();
            collect(plan, "", random, changes, names);
            int at = random.nextInt(changes.size());
            changes.get(at).run();
            where.append(' ').append(names.get(at));
        }
        return where.toString();
    }

    private static void collect(
            JsonNode node, String path, SplittableRandom random, List<Runnable> changes, List<String> names) {
        if (node instanceof ObjectNode mapping) {
            mapping.fieldNames().forEachRemaining(key -> {
                JsonNode odd = odd(random);
                names.add(path + "." + key + " = " + shortened(odd));
                changes.add(() -> mapping.set(key, odd));
                names.add(path + "." + key + " gone");
                changes.add(() -> mapping.remove(key));
                names.add(path + "." + key + "s");
                changes.add(() -> mapping.set(key + "s", odd));
                collect(mapping.get(key), path + "." + key, random, changes, names);
            });
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                JsonNode odd = odd(random);
                names.add(path + "[" + i + "] = " + shortened(odd));
                changes.add(() -> list.set(at, odd));
                names.add(path + "[" + i + "] twice");
                changes.add(() -> list.add(list.get(at)));
                collect(list.get(i), path + "[" + i + "]", random, changes, names);
            }
        }
    }

    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    private static JsonNode odd(SplittableRandom random) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (random.nextInt(8)) {
            case 0 -> make.nullNode();
            case 1 -> make.numberNode(random.nextInt(-5, 200));
            case 2 -> make.booleanNode(random.nextBoolean());
            case 3 -> make.arrayNode().add(ODD.get(random.nextInt(ODD.size())));
            case 4 -> make.objectNode().put("x", ODD.get(random.nextInt(ODD.size())));
            default -> make.textNode(ODD.get(random.nextInt(ODD.size())));
        };
    }

    // --- one by one

    @Test
    public void weightsRiseAndAreNeitherNegativeNorMoreThanAll() {
        assertThat(faults(with("- 50% 10m", "- 3% 10m"))).anyMatch(fault -> fault.contains("weights rise"));
        assertThat(faults(with("- 50% 10m", "- -5% 10m"))).anyMatch(fault -> fault.contains("a weight and a time"));
        assertThat(faults(with("- 50% 10m", "- 120% 10m"))).anyMatch(fault -> fault.contains("a weight and a time"));
    }

    @Test
    public void twoRulesHaveTwoNames() {
        assertThat(faults(with("name: errors after", "name: errors")))
                .anyMatch(fault -> fault.contains("two rules are called 'errors'"));
    }

    @Test
    public void aPhaseThatIsToBeApprovedIsThere() {
        assertThat(faults(with("approve: { phase: first", "approve: { phase: furst")))
                .anyMatch(fault -> fault.matches("rollout.yml:\\d+: .*there is no phase 'furst'; there are first.*"));
    }

    @Test
    public void blueGreenHasOnePhase() {
        assertThat(faults(with("strategy: canary", "strategy: blue-green")))
                .anyMatch(fault -> fault.contains("one phase of 100% was expected"));
    }

    @Test
    public void anUnknownKeyIsSaid() {
        assertThat(faults(with("settle: 16s", "setle: 15s"))).anyMatch(fault -> fault.contains("unknown key"));
    }

    @Test
    public void aRuleThatIsToBeBetterIsThere() {
        assertThat(faults(with("better: { errors: 1% }", "better: { erors: 1% }")))
                .anyMatch(fault -> fault.contains("there is no rule 'erors'"));
    }

    @Test
    public void nothingPassesWithoutOneExposure() {
        assertThat(faults(with(
                        "max: [{ value: 1s }, { value: 5s, for: 3m }], min-exposure: 100", "max: 1s, min-exposure: 0")))
                .anyMatch(fault -> fault.contains("min-exposure") && fault.contains("at least 1"));
    }

    @Test
    public void aRuleHasAWeight() {
        assertThat(faults(with("weight: 2", "weight: 0"))).anyMatch(fault -> fault.contains("more than 0"));
    }

    @Test
    public void aTimeIsOneThatSomebodyCouldWaitFor() {
        assertThat(faults(with("settle: 16s", "settle: 1e300s"))).anyMatch(fault -> fault.contains("at most"));
        assertThat(faults(with("deadline: 4h", "deadline: 0s"))).anyMatch(fault -> fault.contains("deadline"));
        assertThat(faults(with("timeout: 5s", "timeout: 0s"))).anyMatch(fault -> fault.contains("timeout"));
    }

    @Test
    public void aRuleAfterPromotionHasALimitBecauseNothingIsLeftToCompareWith() {
        assertThat(faults(
                        with("name: errors after, events: e, total: t, max: 10%", "name: after, events: e, total: t")))
                .anyMatch(fault -> fault.contains("'after'") && fault.contains("nothing to compare with"));
    }

    @Test
    public void aRuleOfBlueGreenHasALimitBecauseNothingIsLeftToCompareWith() {
        String plan = """
                name: fraud
                strategy: blue-green
                phases: 100% 5m
                rules:
                  - errors: { events: e, total: t }
                router:
                  haproxy: { address: "localhost:9999", backend: fraud, canary: new1, stable: old1 }
                metrics:
                  prometheus: { url: "http://localhost:9090", sides: { canary: { track: canary }, stable: { track: stable } } }
                """;
        assertThat(faults(plan))
                .anyMatch(fault -> fault.contains("'errors'") && fault.contains("nothing to compare with"));
        assertThat(faults(plan.replace("total: t }", "total: t, max: 5% }"))).isEmpty();
    }

    @Test
    public void secretsStayUnresolvedInWhatIsWrittenDown() throws Exception {
        String text = with(
                "url: \"http://localhost:9090\"", "url: \"http://localhost:9090\", token: \"${PROMETHEUS_TOKEN}\"");
        Surroundings surroundings = new Surroundings(
                new WrittenConnections(name -> Optional.of("s3cret-" + name)),
                new HttpCalls(Runnable::run),
                Runnable::run,
                Path.of(""));
        try (RolloutSpec spec = RolloutSpec.read("rollout.yml", text, surroundings)) {
            assertThat(spec.source()).contains("${PROMETHEUS_TOKEN}").doesNotContain("s3cret");
        }
    }
}
