package io.jenkins.plugins.aidelivery.evidence.tool;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import org.junit.Rule;
import org.junit.Test;

public class LmEvalSamplesReaderTest {
    private static final String DIRECTORY = "lm-eval/charngram-14/";
    private static final String TIME = "_2026-11-21T09-20-14.884426";
    private static final String COLOURS = DIRECTORY + "samples_colours" + TIME + ".jsonl";
    private static final String SUMS = DIRECTORY + "samples_sums" + TIME + ".jsonl";
    private static final String PROSE = DIRECTORY + "samples_prose" + TIME + ".jsonl";
    private static final String RESULTS = DIRECTORY + "results" + TIME + ".json";

    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void recomputesAccuraciesAsShares() throws Exception {
        assertThat(folder.readFixture(COLOURS))
                .isRead()
                .has("eval.colours.acc", 0.75, Unit.RATIO, Direction.HIGHER)
                .hasShare("eval.colours.acc", 12, 12)
                .has("eval.colours.acc_norm", 0.75);
    }

    @Test
    public void aLineIsADocumentUnderOneFilter() throws Exception {
        assertThat(folder.readFixture(SUMS))
                .isRead()
                .has("eval.sums.exact_match[filter=strict-match]", 0.1)
                .hasShare("eval.sums.exact_match[filter=strict-match]", 10, 10)
                .has("eval.sums.exact_match[filter=flexible-extract]", 0.3)
                .lacks("eval.sums.exact_match");
    }

    @Test
    public void weighsPerplexitiesAsLmEvalDoes() throws Exception {
        assertThat(folder.readFixture(PROSE))
                .isRead()
                .has("eval.prose.bits_per_byte", 5.8180211836901785, Unit.NUMBER, Direction.LOWER)
                .has("eval.prose.word_perplexity", 266470245.61370322, Unit.NUMBER, Direction.LOWER);
    }

    @Test
    public void agreesWithTheResultsOfTheSameRun() throws Exception {
        folder.copy(RESULTS, COLOURS, SUMS, PROSE);
        assertThat(folder.read("*.json*"))
                .isRead()
                .has("eval.colours.acc", 0.75)
                .hasShare("eval.colours.acc", 12, 12)
                .has("eval.sums.exact_match[filter=strict-match]", 0.1)
                .has("eval.prose.bits_per_byte", 5.8180211836901785)
                .has("eval.prose.word_perplexity", 266470245.61370322);
    }

    @Test
    public void contradictsTheResultsOfAnotherRun() throws Exception {
        folder.copy(RESULTS, "lm-eval/charngram-4/samples_colours_2026-11-21T09-20-25.469720.jsonl");
        assertThat(folder.read("*.json*"))
                .hasUnusable("eval.colours.acc", Status.State.ERROR, "measured twice with different results");
    }

    @Test
    public void repeatsAreNoNewDocuments() throws Exception {
        String name = folder.write(
                "samples_colours" + TIME + ".jsonl",
                EvidenceFolder.text(COLOURS).repeat(3));
        assertThat(folder.read(name))
                .has("eval.colours.acc", 0.75)
                .hasShare("eval.colours.acc", 12, 12)
                .hasFile(name, State.READ, "documents occur more than once", "12 observations");
    }

    @Test
    public void gradedAnswersHaveAStandardError() throws Exception {
        StringBuilder lines = new StringBuilder();
        double[] scores = {0.2, 0.4, 0.9};
        for (int i = 0; i < scores.length; i++) {
            lines.append("{\"doc_id\":")
                    .append(i)
                    .append(",\"resps\":[],\"filter\":\"none\",\"metrics\":[\"graded\"],\"graded\":")
                    .append(scores[i])
                    .append("}\n");
        }
        folder.write("samples_t" + TIME + ".jsonl", lines.toString());
        double mean = 0.5;
        double deviation = Math.sqrt((0.09 + 0.01 + 0.16) / 2);
        assertThat(folder.read("*.jsonl"))
                .has("eval.t.graded", mean)
                .hasMean("eval.t.graded", 3, deviation / Math.sqrt(3));
    }

    @Test
    public void readsLinesThatDoNotNameTheirMetrics() throws Exception {
        folder.write(
                "samples_t" + TIME + ".jsonl",
                "{\"doc_id\":0,\"doc\":{\"acc\":9},\"resps\":[],\"target\":3,\"acc\":true}\n"
                        + "{\"doc_id\":1,\"doc\":{},\"resps\":[],\"target\":3,\"acc\":false}\n");
        assertThat(folder.read("*.jsonl")).has("eval.t.acc", 0.5).lacks("eval.t.target", "eval.t.doc_id");
    }

    @Test
    public void averagesLogLikelihoodsOfAPerplexityBeforeItsExponential() throws Exception {
        folder.write(
                "samples_lambada" + TIME + ".jsonl",
                "{\"doc_id\":0,\"resps\":[],\"metrics\":[\"perplexity\"],\"perplexity\":-1}\n"
                        + "{\"doc_id\":1,\"resps\":[],\"metrics\":[\"perplexity\"],\"perplexity\":-3}\n");
        assertThat(folder.read("*.jsonl")).has("eval.lambada.perplexity", Math.exp(2), Unit.NUMBER, Direction.LOWER);
    }

    @Test
    public void leavesToTheResultsWhatIsNoMeanOfItsLines() throws Exception {
        String first = "{\"doc_id\":0,\"resps\":[],\"metrics\":[\"f1\",\"acc\"],\"f1\":[1,0],\"acc\":1}\n";
        String name = folder.write("samples_t" + TIME + ".jsonl", first);
        assertThat(folder.read(name))
                .has("eval.t.acc", 1)
                .lacks("eval.t.f1")
                .hasFile(name, State.READ, "left to the results file: f1");
        folder.write(name, first.replace(",\"acc\"]", "]"));
        folder.copy(RESULTS);
        assertThat(folder.read("*.json*")).isRead().hasFile(name, State.READ, "take it from the results file");
    }

    @Test
    public void theTaskStandsInTheNameOfTheFile() throws Exception {
        folder.write("answers.jsonl", EvidenceFolder.text(COLOURS));
        assertThat(folder.read("answers.jsonl")).isRefused("samples_<task>_<time>.jsonl");
    }

    @Test
    public void aLineCutOffIsNoEvidence() throws Exception {
        String whole = EvidenceFolder.text(COLOURS);
        String name = folder.write("samples_colours" + TIME + ".jsonl", whole.substring(0, whole.length() - 40));
        assertThat(folder.read(name)).isRefused("line 12", "cut off");
    }

    @Test
    public void complainsOfALineThatIsNoSample() throws Exception {
        String name = "samples_colours" + TIME + ".jsonl";
        folder.write(name, EvidenceFolder.text(COLOURS) + "3\n");
        assertThat(folder.read(name)).isRefused("line 13", "a sample was expected");
        folder.write(name, EvidenceFolder.text(COLOURS).replace("\"doc_id\": 3", "\"doc_id\": -3"));
        assertThat(folder.read(name)).isRefused("line 4/doc_id", "-3");
        folder.write(name, EvidenceFolder.text(COLOURS).replace("\"doc_id\": 3", "\"doc_id\": 99999999"));
        assertThat(folder.read(name)).isRefused("line 4/doc_id", "number of a document");
    }
}
