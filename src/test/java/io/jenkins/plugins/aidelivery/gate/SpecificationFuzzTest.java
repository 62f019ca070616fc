package io.jenkins.plugins.aidelivery.gate;

import static io.jenkins.plugins.aidelivery.gate.GateAssertions.assertThat;

import io.jenkins.plugins.aidelivery.spec.Corpus;
import io.jenkins.plugins.aidelivery.spec.Place;
import io.jenkins.plugins.aidelivery.spec.PublishedSchema;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecNode;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** Specifications that nobody would think of: cut, twisted and garbled ones, from fixed seeds. */
public class SpecificationFuzzTest {
    private static final PublishedSchema SCHEMA = new PublishedSchema(GateSchema.text());

    private static final Place HERE = new Place("gate.yml", 1);

    /** Sentences about what JSON Schema can't express; see SpecificationCorpusTest. */
    private static final Pattern BEYOND_JSON_SCHEMA = Pattern.compile(String.join(
            "|",
            "the weights sum to",
            "contradicts min",
            "is below min",
            "is above max",
            "a measure has one unit",
            "judged twice",
            "every dimension is left out",
            "in environment '",
            "at least one of min, max",
            "'evidence' must say",
            "was expected, not '[^']*[0-9][^']*'$",
            // A dimension beside a preset's.
            "a dimension needs 'criteria'",
            "other dimensions have a weight"));

    private final Random random = new Random(20261121);

    /** What the reader accepts the schema accepts, and what the schema accepts and the reader doesn't is beyond it. */
    @Test
    public void readerAndSchemaAgreeOnTwistedSpecifications() {
        int accepted = 0;
        int refused = 0;
        for (Path file : Corpus.valid(GateSpecs.class)) {
            for (int i = 0; i < 150; i++) {
                SpecNode.Mapping twisted = (SpecNode.Mapping) twisted(parsed(Corpus.read(file)));
                String text = PublishedSchema.json(twisted).toPrettyString();
                boolean fine = SCHEMA.complaints(twisted).isEmpty();
                List<String> faults = faults(text);
                if (faults.isEmpty()) {
                    accepted++;
                    assertThat(SCHEMA.complaints(twisted)).as(text).isEmpty();
                } else if (fine) {
                    assertThat(faults)
                            .as(text)
                            .allMatch(fault -> BEYOND_JSON_SCHEMA.matcher(fault).find());
                } else {
                    refused++;
                }
            }
        }
        assertThat(accepted).isGreaterThan(300);
        assertThat(refused).isGreaterThan(300);
    }

    @Test
    public void whateverIsAcceptedIsExplainedAsASpecificationThatMeansTheSame() throws SpecException {
        int explained = 0;
        for (Path file : Corpus.valid(GateSpecs.class)) {
            for (int i = 0; i < 60; i++) {
                String text =
                        PublishedSchema.json(twisted(parsed(Corpus.read(file)))).toPrettyString();
                if (faults(text).isEmpty()) {
                    GateSpecs specs = GateSpecs.parse("gate.yml", text);
                    String explanation = specs.explain(GateSpecs.Request.PLAIN);
                    assertThat(Gate.spec(explanation, ""))
                            .as(explanation)
                            .isEqualTo(specs.resolve(GateSpecs.Request.PLAIN));
                    explained++;
                }
            }
        }
        assertThat(explained).isGreaterThan(100);
    }

    /** Whatever somebody saves as a specification: a sentence for each line, never a stack trace. */
    @Test(timeout = 60_000)
    public void garbledTextIsRefusedWithSentences() {
        List<String> texts = new ArrayList<>();
        Stream.concat(Corpus.valid(GateSpecs.class).stream(), Corpus.invalid(GateSpecs.class).stream())
                .map(Corpus::read)
                .forEach(texts::add);
        texts.add(PublishedSchema.json(parsed(texts.get(0))).toPrettyString());
        String alphabet = "{}[]:,-#&*!|>'\"%@`?~ \n\t\r\\0.\u0000\u0085\u2028\uFEFF\uD83D\uDE00é<<";
        for (String text : texts) {
            for (int i = 0; i < 60; i++) {
                StringBuilder garbled = new StringBuilder(text);
                for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                    int at = random.nextInt(garbled.length());
                    switch (random.nextInt(4)) {
                        case 0 -> garbled.setLength(Math.max(1, at));
                        case 1 -> garbled.deleteCharAt(at);
                        case 2 -> garbled.insert(at, alphabet.charAt(random.nextInt(alphabet.length())));
                        default -> garbled.insert(at, garbled.substring(at, Math.min(garbled.length(), at + 20)));
                    }
                    if (garbled.length() == 0) {
                        garbled.append(' ');
                    }
                }
                for (String fault : faults(garbled.toString())) {
                    assertThat(fault).as(garbled.toString()).matches("(gate\\.yml(:\\d+)?|[a-z][a-z :-]+): .{10,}");
                    assertThat(fault).as(garbled.toString()).doesNotContain("Exception", "java.", "com.", "org.");
                }
            }
        }
    }

    private static List<String> faults(String text) {
        try {
            GateSpecs.parse("gate.yml", text).resolve(GateSpecs.Request.PLAIN);
            return List.of();
        } catch (SpecException e) {
            return e.getMessage().lines().toList();
        }
    }

    private static SpecNode parsed(String text) {
        try {
            return SpecParser.parse("gate.yml", text).root();
        } catch (SpecException e) {
            throw new AssertionError(e);
        }
    }

    // --- one to three twists in a tree

    private SpecNode twisted(SpecNode root) {
        SpecNode twisted = root;
        for (int twists = 1 + random.nextInt(3); twists > 0; twists--) {
            int size = size(twisted);
            twisted = size < 2 ? twisted : twist(twisted, 1 + random.nextInt(size - 1));
        }
        return twisted;
    }

    private static int size(SpecNode node) {
        if (node instanceof SpecNode.Mapping mapping) {
            return 1
                    + mapping.entries().values().stream()
                            .mapToInt(SpecificationFuzzTest::size)
                            .sum();
        }
        return node instanceof SpecNode.Sequence list
                ? 1
                        + list.items().stream()
                                .mapToInt(SpecificationFuzzTest::size)
                                .sum()
                : 1;
    }

    /** The same with another node at a place, counted from the top. */
    private SpecNode twist(SpecNode node, int at) {
        if (at == 0) {
            return other(node);
        }
        int left = at - 1;
        if (node instanceof SpecNode.Sequence list) {
            List<SpecNode> items = new ArrayList<>();
            for (SpecNode item : list.items()) {
                boolean here = left >= 0 && left < size(item);
                if (!here || random.nextInt(4) > 0 || left > 0) {
                    items.add(here ? twist(item, left) : item);
                }
                left -= size(item);
            }
            return new SpecNode.Sequence(HERE, items);
        }
        SpecNode.Mapping result = SpecNode.Mapping.empty(HERE);
        Map<String, SpecNode> entries = new LinkedHashMap<>(((SpecNode.Mapping) node).entries());
        for (Map.Entry<String, SpecNode> entry : entries.entrySet()) {
            int size = size(entry.getValue());
            boolean here = left >= 0 && left < size;
            if (!here) {
                result.put(entry.getKey(), HERE, entry.getValue());
            } else if (left > 0) {
                result.put(entry.getKey(), HERE, twist(entry.getValue(), left));
            } else {
                switch (random.nextInt(6)) {
                    case 0 -> {
                        // The key is gone.
                    }
                    case 1 -> result.put(entry.getKey() + "x", HERE, entry.getValue());
                    case 2 -> {
                        result.put(entry.getKey(), HERE, entry.getValue());
                        result.put(pick(KEYS), HERE, scalar());
                    }
                    default -> result.put(entry.getKey(), HERE, other(entry.getValue()));
                }
            }
            left -= size;
        }
        return result;
    }

    private SpecNode other(SpecNode node) {
        if (random.nextInt(4) > 0) {
            return scalar();
        }
        return random.nextBoolean()
                ? new SpecNode.Sequence(HERE, random.nextBoolean() ? List.of() : List.of(node))
                : SpecNode.Mapping.empty(HERE);
    }

    private SpecNode scalar() {
        String text = pick(SCALARS);
        boolean unquoted = text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?|true|false|null");
        return new SpecNode.Scalar(HERE, text, !unquoted || random.nextInt(3) == 0);
    }

    private String pick(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static final String[] KEYS = {
        "weight",
        "min",
        "max",
        "target",
        "baseline",
        "critical",
        "missing-evidence",
        "each",
        "slice",
        "omit",
        "overall",
        "confidence",
        "criteria",
        "dimensions",
        "preset",
        "threshold",
        "id",
        "measure",
        "files",
        "values",
        "name"
    };

    private static final String[] SCALARS = {
        "",
        " ",
        "0",
        "1",
        "-1",
        "0.5",
        "0.95",
        "100",
        "101",
        "1.5",
        "95%",
        " 95 % ",
        "50%",
        "50.1%",
        "100%",
        "99.99%",
        "049%",
        "1e2",
        ".5",
        "5.",
        "+5",
        "5ms",
        "5 M",
        "2GiB",
        "$5",
        "$ 5",
        "-$5",
        "5/s",
        "rps",
        "true",
        "false",
        "null",
        "~",
        "yes",
        "fail",
        "conditional",
        "ignore-with-note",
        "canary",
        "/place",
        "x",
        "ai-platform",
        "higher",
        "ms",
        "%",
        "$",
        "points",
        "a.json",
        "é",
        "12h",
        "0s",
        "1e400",
        "NaN",
        "Infinity",
        "٥",
        "-0",
        "1\n2",
        "5\u00B5s"
    };
}
