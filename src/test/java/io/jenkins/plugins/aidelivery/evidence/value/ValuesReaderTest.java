package io.jenkins.plugins.aidelivery.evidence.value;

import static io.jenkins.plugins.aidelivery.evidence.EvidenceAssert.assertThat;

import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFile.State;
import io.jenkins.plugins.aidelivery.evidence.EvidenceFolder;
import io.jenkins.plugins.aidelivery.measure.Direction;
import io.jenkins.plugins.aidelivery.measure.Quantity;
import io.jenkins.plugins.aidelivery.measure.Sampling;
import io.jenkins.plugins.aidelivery.measure.Status;
import io.jenkins.plugins.aidelivery.measure.Unit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class ValuesReaderTest {
    @Rule
    public final EvidenceFolder folder = new EvidenceFolder();

    @Test
    public void takesValuesFromJsonByPointer() throws Exception {
        folder.write("a.json", "{'latency':{'p95':12.5},'list':[1,2,{'x':3}],'a/b':{'~':4}}".replace('\'', '"'));
        assertThat(read("a.json", "p95", "/latency/p95", "second", "/list/1", "x", "/list/2/x", "odd", "/a~1b/~0"))
                .isRead()
                .has("p95", 12.5, Unit.NUMBER, Direction.NONE)
                .has("second", 2)
                .has("x", 3)
                .has("odd", 4);
    }

    @Test
    public void picksAnElementByWhatIsInIt() throws Exception {
        // The value goes before the key, so an element has to be known before it is judged.
        folder.write(
                "a.json",
                "{'metrics':[{'value':1,'key':'loss'},{'value':2,'key':'acc','by':[{'n':3,'g':7}]},{'value':9,'key':'acc'}]}"
                        .replace('\'', '"'));
        assertThat(read("a.json", "acc", "/metrics/key=acc/value", "n", "/metrics/key=acc/by/g=7/n"))
                .isRead()
                .has("acc", 2)
                .has("n", 3);
    }

    @Test
    public void takesValuesFromRealReports() throws Exception {
        folder.copy("mlflow/runs-get-finished.json", "sklearn/binary-named.json");
        assertThat(read("runs-get-finished.json", "accuracy", "/run/data/metrics/key=accuracy/value"))
                .has("accuracy", 0.9777777777777777);
        assertThat(read("binary-named.json", "f1", "/malignant/f1-score")).has("f1", 0.9345794392523364);
    }

    @Test
    public void takesValuesFromJsonLines() throws Exception {
        folder.write("log.jsonl", "{\"step\":1,\"loss\":0.5}\n{\"step\":2,\"loss\":0.25}\n");
        assertThat(read("log.jsonl", "first", "/0/loss", "second", "/step=2/loss"))
                .has("first", 0.5)
                .has("second", 0.25);
        folder.write("one.jsonl", "{\"step\":1,\"loss\":0.5}\n");
        assertThat(read("one.jsonl", "first", "/0/loss")).has("first", 0.5);
    }

    @Test
    public void takesValuesFromYaml() throws Exception {
        folder.write(
                "a.yaml",
                "# results\nscores: &s {f1: 0.91, small: 1e-3, text: '0.5', big: 1_000}\ncopy: *s\nlist:\n  - {k: a, v: 1}\n  - {k: b, v: +2.}\n"
                        + "yes: true\nnothing: ~\ninfinite: .inf\n");
        assertThat(read(
                        "a.yaml",
                        "f1",
                        "/scores/f1",
                        "small",
                        "/copy/small",
                        "b",
                        "/list/k=b/v",
                        "text",
                        "/scores/text",
                        "bool",
                        "/yes",
                        "none",
                        "/nothing",
                        "inf",
                        "/infinite",
                        "big",
                        "/scores/big"))
                .has("f1", 0.91)
                .has("small", 0.001)
                .has("b", 2)
                .hasUnusable("text", Status.State.ERROR, "\"0.5\"", "no quotes")
                .hasUnusable("bool", Status.State.ERROR, "true")
                .hasUnusable("none", Status.State.ERROR, "null")
                .hasUnusable("inf", Status.State.ERROR, "finite")
                .hasUnusable("big", Status.State.ERROR, "\"1_000\"");
    }

    @Test
    public void takesValuesFromTables() throws Exception {
        folder.copy("promptfoo/results.csv");
        folder.write(
                "a.csv", "Name, p95 ,95%,note\n/health,12.5,0.9,\"a, b\"\nAggregated,20,0.8,\"say \"\"hi\"\"\"\n\n");
        assertThat(read("a.csv", "first", "/0/p95", "all", "/Name=Aggregated/95%", "note", "/note=a, b/p95"))
                .isRead()
                .has("first", 12.5)
                .has("all", 0.8)
                .has("note", 12.5);
        folder.write("a.tsv", "epoch\tloss\n1\t0.5\n2\t0.25\n");
        assertThat(read("a.tsv", "loss", "/epoch=2/loss")).has("loss", 0.25);
        folder.write("b.csv", "epoch;loss\n1;0.5\n");
        assertThat(read("b.csv", "loss", "/0/loss")).has("loss", 0.5);
    }

    @Test
    public void cellsThatAreNoNumbersAreErrors() throws Exception {
        folder.write("a.csv", "a,b,c,d\n\"0,93\",N/A,,1e999\n");
        assertThat(read("a.csv", "a", "/0/a", "b", "/0/b", "c", "/0/c", "d", "/0/d"))
                .hasUnusable("a", Status.State.ERROR, "'0,93'")
                .hasUnusable("b", Status.State.ERROR, "'N/A'")
                .hasUnusable("c", Status.State.ERROR, "is empty")
                .hasUnusable("d", Status.State.ERROR, "finite");
    }

    @Test
    public void takesValuesFromProperties() throws Exception {
        folder.write("a.properties", "# comment\nmodel.accuracy = 0.93\nlatency.p95=120\nname=x\ngr\u00f6\u00dfe=3\n");
        assertThat(read(
                        "a.properties",
                        "acc",
                        "/model.accuracy",
                        "p95",
                        "/latency.p95",
                        "name",
                        "/name",
                        "size",
                        "/gr\u00f6\u00dfe"))
                .has("acc", 0.93)
                .has("p95", 120)
                .has("size", 3)
                .hasUnusable("name", Status.State.ERROR, "'x'");
    }

    @Test
    public void convertsUnits() throws Exception {
        folder.write("a.json", "{\"ms\":250,\"percent\":93,\"mb\":2}");
        Map<String, EvidenceEntry.Value> values = new LinkedHashMap<>();
        values.put("latency", value("/ms", Quantity.parse("1ms"), Direction.LOWER, "", ""));
        values.put("accuracy", value("/percent", Quantity.parse("1%"), Direction.HIGHER, "", ""));
        values.put("size", value("/mb", Quantity.parse("1MB"), Direction.LOWER, "", ""));
        assertThat(read("a.json", values))
                .has("latency", 0.25, Unit.SECONDS, Direction.LOWER)
                .has("accuracy", 0.93, Unit.RATIO, Direction.HIGHER)
                .has("size", 2e6, Unit.BYTES, Direction.LOWER);
    }

    @Test
    public void takesThePrecisionFromTheFile() throws Exception {
        folder.write("a.json", "{\"mean\":250,\"n\":100,\"se\":5,\"acc\":0.9,\"bad\":-1,\"half\":0.5,\"text\":\"x\"}");
        Quantity ms = Quantity.parse("1ms");
        Quantity share = new Quantity(1, Unit.RATIO);
        Map<String, EvidenceEntry.Value> values = new LinkedHashMap<>();
        values.put("mean", value("/mean", ms, Direction.LOWER, "/n", "/se"));
        values.put("acc", value("/acc", share, Direction.HIGHER, "/n", ""));
        values.put("alone", value("/mean", ms, Direction.LOWER, "/n", ""));
        values.put("without-n", value("/mean", ms, Direction.LOWER, "", "/se"));
        values.put("half-n", value("/mean", ms, Direction.LOWER, "/half", "/se"));
        values.put("bad-se", value("/mean", ms, Direction.LOWER, "/n", "/bad"));
        values.put("text-n", value("/mean", ms, Direction.LOWER, "/text", "/se"));
        values.put("no-se", value("/mean", ms, Direction.LOWER, "/n", "/nowhere"));
        assertThat(read("a.json", values))
                .has("mean", 0.25)
                .hasMean("mean", 100, 0.005)
                .hasShare("acc", 100, 100)
                .hasSampling("alone", Sampling.UNKNOWN)
                .hasUnusable("without-n", Status.State.ERROR, "give 'n' too")
                .hasUnusable("half-n", Status.State.ERROR, "0.5", "number of observations")
                .hasUnusable("bad-se", Status.State.ERROR, "-1")
                .hasUnusable("text-n", Status.State.ERROR, "n: /text is the text")
                .hasUnusable("no-se", Status.State.ERROR, "standard error: there is no 'nowhere'");
    }

    @Test
    public void whatIsNoNumberIsAnError() throws Exception {
        folder.write(
                "a.json",
                "{'text':'0.93','word':'high','yes':true,'no':null,'nan':NaN,'inf':-Infinity,'huge':1e400,'long':%s,'object':{'a':1},'list':[1]}"
                        .formatted("9".repeat(400))
                        .replace('\'', '"'));
        assertThat(read(
                        "a.json", "text", "/text", "word", "/word", "yes", "/yes", "no", "/no", "nan", "/nan", "inf",
                        "/inf", "huge", "/huge", "long", "/long", "object", "/object", "list", "/list", "below",
                        "/text/x"))
                .isRead()
                .hasUnusable("text", Status.State.ERROR, "/text is the text \"0.93\"", "a number has no quotes")
                .hasUnusable("word", Status.State.ERROR, "the text \"high\", not a number")
                .hasUnusable("yes", Status.State.ERROR, "is true, not a number")
                .hasUnusable("no", Status.State.ERROR, "is null")
                .hasUnusable("nan", Status.State.ERROR, "NaN", "finite")
                .hasUnusable("inf", Status.State.ERROR, "finite")
                .hasUnusable("huge", Status.State.ERROR, "finite")
                .hasUnusable("long", Status.State.ERROR, "finite")
                .hasUnusable("object", Status.State.ERROR, "is an object")
                .hasUnusable("list", Status.State.ERROR, "is a list", "/list/0")
                .hasUnusable("below", Status.State.MISSING, "/text is a single value");
    }

    @Test
    public void namesWhatIsNearAPlaceThatDoesNotExist() throws Exception {
        folder.write(
                "a.json", "{'latency':{'p90':1,'p99':2},'rows':[{'key':'acc','v':1}],'empty':{}}".replace('\'', '"'));
        assertThat(read(
                        "a.json",
                        "a",
                        "/latency/p95",
                        "b",
                        "/latenci/p90",
                        "c",
                        "/rows/key=accuracy/v",
                        "d",
                        "/rows/7/v",
                        "e",
                        "/empty/x",
                        "f",
                        "/rows/key=acc/value",
                        "g",
                        "/latency/p99/x/y"))
                .isRead()
                .hasUnusable("a", Status.State.MISSING, "there is no 'p95' in /latency; the nearest is 'p9")
                .hasUnusable("b", Status.State.MISSING, "there is no 'latenci' in the file; the nearest is 'latency'")
                .hasUnusable("c", Status.State.MISSING, "'key=accuracy' in /rows; the nearest is 'key=acc'")
                .hasUnusable("d", Status.State.MISSING, "no '7' in /rows; the nearest is '0'")
                .hasUnusable("e", Status.State.MISSING, "there is no 'x' in /empty, which is empty")
                .hasUnusable("f", Status.State.MISSING, "there is no 'value' in /rows/key=acc; the nearest is 'v'")
                .hasUnusable("g", Status.State.MISSING, "/latency/p99 is a single value");
        folder.write("a.csv", "name,value\nx,1\n");
        assertThat(read("a.csv", "a", "/name=y/value", "b", "/0/values", "c", "/3/value"))
                .hasUnusable("a", Status.State.MISSING, "nearest is 'name=x'")
                .hasUnusable("b", Status.State.MISSING, "nearest is 'value'")
                .hasUnusable("c", Status.State.MISSING, "nearest is '0'");
        folder.write("b.json", "3");
        assertThat(read("b.json", "a", "/a")).isRefused("what kind of file this is can't be told");
    }

    @Test
    public void duplicateNamesAreRefused() throws Exception {
        folder.write("a.json", "{\"a\":1,\"b\":2,\n\"a\":3}");
        assertThat(read("a.json", "b", "/b")).isRefused("line 2", "Duplicate field 'a'");
        folder.write("a.yaml", "a: 1\nb: {c: 1, c: 2}\n");
        assertThat(read("a.yaml", "a", "/a")).isRefused("line 2, column 11", "'c' is there twice");
        folder.write("a.properties", "a=1\nb=2\na=3\n");
        assertThat(read("a.properties", "b", "/b")).isRefused("'a' is there twice");
        folder.write("a.csv", "a,b,a\n1,2,3\n");
        assertThat(read("a.csv", "b", "/0/b")).isRefused("line 1", "column 'a' is there twice");
    }

    @Test
    public void brokenFilesAreToldWithTheirPlace() throws Exception {
        folder.write("a.json", "{\"a\":1,\n\"b\":");
        assertThat(read("a.json", "a", "/a")).isRefused("line 2", "cut off");
        folder.write("a.json", "{\"a\":1}\n{\"a\":2}");
        assertThat(read("a.json", "a", "/a")).hasUnusable("a", Status.State.MISSING, "'a'");
        folder.write("a.yaml", "a: 1\nb: [2\n");
        assertThat(read("a.yaml", "a", "/a")).isRefused("line 3", "not valid YAML");
        folder.write("a.yaml", "a: 1\n---\na: 2\n");
        assertThat(read("a.yaml", "a", "/a")).isRefused("second YAML document");
        folder.write("a.csv", "a,b\n1,2\n3\n");
        assertThat(read("a.csv", "a", "/0/a")).isRefused("line 3", "1 columns where the header has 2");
        folder.write("a.csv", "a,b\n1,\"2\n3\n");
        assertThat(read("a.csv", "a", "/0/a")).isRefused("not a valid table");
        folder.write("a.properties", "a=\\u12");
        assertThat(read("a.properties", "a", "/a")).isRefused("not a properties file");
        folder.write("a.yaml", new byte[] {'a', ':', ' ', (byte) 0xE4});
        assertThat(read("a.yaml", "a", "/a")).isRefused("UTF-8");
        folder.write("a.csv", new byte[] {'a', '\n', (byte) 0xE4, '\n'});
        assertThat(read("a.csv", "a", "/0/a")).isRefused("UTF-8");
    }

    @Test
    public void emptyAndForeignFilesAreRefused() throws Exception {
        folder.write("a.json", " \n");
        assertThat(read("a.json", "a", "/a")).isRefused("the file is empty");
        folder.write("a.yaml", "# nothing\n");
        assertThat(read("a.yaml", "a", "/a")).isRefused("the file is empty");
        folder.write("a.txt", "accuracy 0.9");
        assertThat(read("a.txt", "a", "/a")).isRefused("can't be told", ".json");
        folder.write("a.json", "<html><body>502</body></html>");
        assertThat(read("a.json", "a", "/a")).isRefused("this is xml");
        folder.write("a.csv", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0});
        assertThat(read("a.csv", "a", "/a")).isRefused("compressed");
    }

    @Test
    public void aliasesCannotGrowWithoutEnd() throws Exception {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        folder.write("a.yaml", laughs.toString());
        assertThat(read("a.yaml", "a", "/a0/0")).isRefused("aliases");
        folder.write("a.yaml", "a: &a [1, *a]\n");
        assertThat(read("a.yaml", "a", "/a/0")).isRefused("aliases", "endless");
        folder.write("a.yaml", "[".repeat(100_000));
        assertThat(read("a.yaml", "a", "/a/0")).isRefused("not valid YAML");
    }

    @Test
    public void aTagMakesNoObject() throws Exception {
        folder.write("a.yaml", "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\nb: 1\n");
        assertThat(read("a.yaml", "b", "/b")).isRefused("line 1, column 4", "tag is not allowed");
    }

    @Test
    public void anEntrysNameIsTheFamily() throws Exception {
        folder.write("a.json", "{\"a\":1}");
        EvidenceEntry.Values values =
                new EvidenceEntry.Values(Map.of("x", value("/a", Quantity.number(1), Direction.NONE, "", "")));
        assertThat(folder.read(new EvidenceEntry("a.json", "bench", 0, values))).has("bench.x", 1);
    }

    @Test
    public void aMarkOfTheByteOrderIsNoContent() throws Exception {
        for (String file : new String[] {"a.json", "a.yaml", "a.csv", "a.properties"}) {
            String text = file.endsWith("json")
                    ? "{\"a\":1}"
                    : file.endsWith("yaml") ? "a: 1" : file.endsWith("csv") ? "a\n1\n" : "a=1";
            folder.write(file, "\uFEFF" + text);
            assertThat(read(file, "x", file.endsWith("csv") ? "/0/a" : "/a"))
                    .isRead()
                    .has("x", 1);
        }
    }

    @Test
    public void filesThatMustBeReadWholeHaveALimit() throws Exception {
        folder.write("a.yaml", "a: 1\n#" + "x".repeat(9 << 20));
        assertThat(read("a.yaml", "a", "/a")).isRefused("a YAML file of more than 8 MiB");
        folder.write("a.properties", "a=1\n#" + "x".repeat(9 << 20));
        assertThat(read("a.properties", "a", "/a")).isRefused("a properties file of more than 8 MiB");
    }

    @Test
    public void everyFileOfAPatternIsAsked() throws Exception {
        folder.write("1.json", "{\"a\":1}");
        folder.write("2.json", "{\"a\":2}");
        assertThat(read("*.json", "a", "/a")).hasUnusable("a", Status.State.ERROR, "measured twice");
        folder.write("2.json", "{\"a\":1.0}");
        assertThat(read("*.json", "a", "/a")).isRead().has("a", 1);
        folder.write("2.json", "");
        assertThat(read("*.json", "a", "/a")).hasFile("2.json", State.BROKEN, "empty");
    }

    private Evidence read(String file, String... namesAndPlaces) {
        Map<String, EvidenceEntry.Value> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndPlaces.length; i += 2) {
            values.put(namesAndPlaces[i], value(namesAndPlaces[i + 1], Quantity.number(1), Direction.NONE, "", ""));
        }
        return read(file, values);
    }

    private Evidence read(String file, Map<String, EvidenceEntry.Value> values) {
        return folder.read(new EvidenceEntry(file, "", 0, new EvidenceEntry.Values(values)));
    }

    private static EvidenceEntry.Value value(String at, Quantity one, Direction direction, String n, String error) {
        return new EvidenceEntry.Value(at, one, direction, n, error);
    }
}
