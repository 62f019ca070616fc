package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport.Outcome;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.Test;

/** Reports as the first version wrote them are read for ever. */
public class StoredRolloutTest {
    private static byte[] sample(String name) throws IOException {
        try (InputStream in =
                StoredRolloutTest.class.getResourceAsStream("/io/jenkins/plugins/aidelivery/stored/" + name)) {
            return in.readAllBytes();
        }
    }

    private static RolloutReport report(String name) throws IOException {
        return JsonFile.read(sample(name), name, RolloutReport.class, RolloutReport.SCHEMA);
    }

    @Test
    public void aRolloutThatWentBackIsReadAsItWas() throws IOException {
        RolloutReport report = report("rollout-1.json");

        assertThat(report.subject().name()).isEqualTo("fraud-detector");
        assertThat(report.subject().previous().data()).isEqualTo("features-2026-10");
        assertThat(report.course().outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.course().startedAt()).isEqualTo(1_795_230_000_000L);
        assertThat(report.phases()).extracting(RolloutReport.Phase::name).containsExactly("5 %", "25 %", "50 %", "");
        assertThat(report.phases().get(2).judgements().get(0).evidence()).isNaN();
        assertThat(report.metrics().get(1).points().get(0).sides().low()).isNaN();
        assertThat(report.whyBack().orElseThrow().cause().kind()).isEqualTo(RollbackAnalysis.Kind.LIMIT);
        assertThat(report.whyBack().orElseThrow().impact().peak()).isEqualTo(50);
        assertThat(report.trail().verified()).isTrue();
        assertThat(report.orders()).extracting(RolloutReport.Order::person).containsExactly("mia");
    }

    @Test
    public void aPromotedAndARunningRolloutAreReadAsTheyWere() throws IOException {
        RolloutReport promoted = report("rollout-promoted-1.json");
        RolloutReport running = report("rollout-running-1.json");

        assertThat(promoted.course().outcome()).isEqualTo(Outcome.PROMOTED);
        assertThat(promoted.whetherBack().orElseThrow().advice()).isEqualTo(RollbackNecessity.Advice.MONITOR);
        assertThat(running.course().waiting().until()).isPositive();
        assertThat(running.ahead()).extracting(RolloutReport.Ahead::approval).containsExactly("", "");
    }

    @Test
    public void todaysWriterWritesTheSameKeysAndValues() throws IOException {
        for (String name : new String[] {"rollout-1.json", "rollout-promoted-1.json", "rollout-running-1.json"}) {
            assertThat(JsonFile.MAPPER.readTree(JsonFile.MAPPER.writeValueAsBytes(report(name))))
                    .isEqualTo(JsonFile.MAPPER.readTree(sample(name)));
            assertThat(new String(sample(name), StandardCharsets.UTF_8)).doesNotContain("NaN", "Infinity");
        }
    }

    /** A component that no sample has could change unnoticed. */
    @Test
    public void theSamplesHaveEverythingThatIsStored() throws IOException {
        Set<String> keys = new TreeSet<>();
        keys(JsonFile.MAPPER.readTree(sample("rollout-1.json")), keys);
        keys(JsonFile.MAPPER.readTree(sample("rollout-promoted-1.json")), keys);
        keys(JsonFile.MAPPER.readTree(sample("rollout-running-1.json")), keys);
        Stream.concat(
                        Stream.of(RolloutReport.class, RollbackAnalysis.class, RollbackNecessity.class),
                        Stream.of(RolloutReport.class, RollbackAnalysis.class)
                                .flatMap(type -> Arrays.stream(type.getDeclaredClasses())))
                .filter(Class::isRecord)
                .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .forEach(component -> assertThat(keys).contains(component));
    }

    private static void keys(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> keys(child, keys));
    }

    @Test
    public void theWordsInFilesNeverChange() {
        assertThat(Outcome.values())
                .extracting(Enum::name)
                .containsExactly("RUNNING", "HELD", "GOING_BACK", "STUCK", "PROMOTED", "ROLLED_BACK", "REFUSED");
        assertThat(RolloutReport.Kind.values()).extracting(Enum::name).containsExactly("PHASE", "PROMOTION", "BACK");
        assertThat(RolloutReport.Compared.values())
                .extracting(Enum::name)
                .containsExactly("RATIO", "DIFFERENCE", "ITSELF", "ASKED");
        assertThat(RollbackAnalysis.Kind.values())
                .extracting(Enum::name)
                .containsExactly("LIMIT", "HARM", "BLIND", "SCARCE", "ROUTER", "HOOK", "PERSON", "DEADLINE");
        assertThat(RollbackAnalysis.State.values())
                .extracting(Enum::name)
                .containsExactly("WELL", "UNWELL", "UNKNOWN", "OPEN");
        assertThat(RollbackNecessity.Advice.values())
                .extracting(Enum::name)
                .containsExactly("IMMEDIATE_ROLLBACK", "CONDITIONAL_ROLLBACK", "FORWARD_FIX", "MONITOR");
    }
}
