package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.spec.Corpus;
import io.jenkins.plugins.aidelivery.spec.PublishedSchema;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/**
 * Every specification in {@code specs/valid} is accepted by the reader and by the JSON Schema, every one in
 * {@code specs/invalid} is refused by the reader with exactly the sentences in its comments, and by the schema too,
 * unless JSON Schema has no words for what is wrong.
 */
public class SpecificationCorpusTest {
    private static final PublishedSchema SCHEMA = new PublishedSchema(GateSchema.text());

    /** What the schema lets through, and why. */
    private static final Map<String, String> BEYOND_JSON_SCHEMA = Map.ofEntries(
            Map.entry("an-environment-whose-weights-do-not-add-up", "sums"),
            Map.entry("omit-with-weights-that-do-not-add-up", "sums"),
            Map.entry("weights-of-criteria", "sums"),
            Map.entry("weights-of-dimensions", "sums"),
            Map.entry("an-environment-that-contradicts", "one value against another"),
            Map.entry("limits-that-contradict", "one value against another"),
            Map.entry("duplicates", "two members of a list with the same id"),
            Map.entry("an-environment-that-adds-a-criterion-without-weight", "what lies below an environment"),
            Map.entry("an-environment-that-patches-nothing", "what lies below an environment"),
            Map.entry("dimension-new-beside-a-preset-without-criteria", "what is in a preset"),
            Map.entry("dimensions-all-omitted", "that not all members have a key"),
            Map.entry("criterion-with-baseline-false-only", "that a key's value may make it as good as absent"),
            Map.entry("evidence-max-age-of-nothing", "a range of numbers written as text"),
            Map.entry("confidence-in-quotes-out-of-range", "a range of numbers written as text"),
            Map.entry("scores-in-quotes-out-of-range", "a range of numbers written as text"),
            Map.entry("no-evidence", "that the caller may name the evidence"));

    @Test
    public void whatIsValidIsAcceptedByReaderAndSchema() throws SpecException {
        for (Path file : Corpus.valid(GateSpecs.class)) {
            String text = Corpus.read(file);
            for (String environment : List.of("", "production")) {
                GateSpec spec = Gate.spec(text, environmentOf(text, environment));
                assertThat(spec.dimensions()).as(Corpus.name(file)).isNotEmpty();
            }
            assertThat(SCHEMA.complaints(text)).as(Corpus.name(file)).isEmpty();
        }
    }

    @Test
    public void whatIsInvalidIsRefusedWithAllItsFaultsInOneGo() {
        for (Path file : Corpus.invalid(GateSpecs.class)) {
            String text = Corpus.read(file);
            assertThat(GateAssertions.refusal(text).lines().map(line -> line.replaceFirst("^gate\\.yml:", "")))
                    .as(Corpus.name(file))
                    .containsExactlyElementsOf(Corpus.expectations(text));
        }
    }

    @Test
    public void whatIsInvalidIsRefusedByTheSchemaAsFarAsItHasWordsForIt() throws SpecException {
        Set<String> accepted = new TreeSet<>();
        for (Path file : Corpus.invalid(GateSpecs.class)) {
            if (SCHEMA.complaints(Corpus.read(file)).isEmpty()) {
                accepted.add(Corpus.name(file));
            }
        }
        assertThat(accepted).isEqualTo(new TreeSet<>(BEYOND_JSON_SCHEMA.keySet()));
    }

    /** Editors show it, so it must be a schema itself. */
    @Test
    public void theSchemaIsAValidSchemaThatNamesThePresets() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(GateSchema.text());

        assertThat(PublishedSchema.faults(schema)).isEmpty();
        assertThat(schema.at("/properties/preset/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(GateSpecs.presets());
    }

    @Test
    public void aSpecificationMeansTheSameInJson() throws SpecException {
        for (Path file : Corpus.valid(GateSpecs.class)) {
            String text = Corpus.read(file);
            String json = PublishedSchema.json(
                            SpecParser.parse("gate.yml", text).root())
                    .toPrettyString();
            assertThat(json).startsWith("{");
            String environment = environmentOf(text, "production");
            assertThat(Gate.spec(json, environment)).as(Corpus.name(file)).isEqualTo(Gate.spec(text, environment));
        }
    }

    @Test
    public void aFaultIsTheSameInJson() throws SpecException {
        for (Path file : Corpus.invalid(GateSpecs.class)) {
            String text = Corpus.read(file);
            String json = PublishedSchema.json(
                            SpecParser.parse("gate.yml", text).root())
                    .toPrettyString();
            assertThat(withoutLines(GateAssertions.refusal(json)))
                    .as(Corpus.name(file))
                    .containsExactlyInAnyOrderElementsOf(withoutLines(GateAssertions.refusal(text)));
        }
    }

    private static List<String> withoutLines(String refusal) {
        return refusal.lines()
                .map(line -> line.replaceFirst("^gate\\.yml:\\d+: ", ""))
                .distinct()
                .toList();
    }

    /** The text's own environment of that name, if it has one. */
    private static String environmentOf(String text, String environment) {
        return text.contains("\n  " + environment + ":") ? environment : "";
    }
}
