package io.jenkins.plugins.aidelivery.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Attr;

/** Results in which every text was written by somebody who wants to break the page. */
final class Hostile {
    static final String TEXT = "</title></style><script>alert(1)</script>\"'`><img src=x onerror=alert(2)>"
            + "&lt;&amp;${7*7}{{x}}<!-- ]]>javascript:x \u202e👾 #";

    /** Kinds, not names: they can't be anything else. */
    private static final Set<String> WORDS = Set.of(
            "verdict",
            "risk",
            "outcome",
            "unit",
            "state",
            "kind",
            "group",
            "role",
            "stage",
            "decision",
            "word",
            "compared",
            "order",
            "advice");

    private Hostile() {}

    /** The same with every text replaced by a hostile one; their keys by the texts. */
    static <T> T named(T result, Class<T> type, Map<String, String> written) throws IOException {
        JsonNode tree = JsonFile.MAPPER.valueToTree(result);
        rename("", "", tree, written);
        return JsonFile.read(JsonFile.MAPPER.writeValueAsBytes(tree), "x", type, 1);
    }

    /** The keys of the texts that can't be read anywhere on a page. */
    static Set<String> hidden(Html page, Map<String, String> written) {
        String everything =
                page.text() + page.attributes().stream().map(Attr::getValue).collect(Collectors.joining("\n"));
        Set<String> shown = Pattern.compile(Pattern.quote(straight(TEXT)) + "\\d+;")
                .matcher(straight(everything))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        return written.entrySet().stream()
                .filter(entry -> !shown.contains(straight(entry.getKey())))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** What turns text around is shown as what it is not. */
    private static String straight(String text) {
        return text.replace('\u202e', '\ufffd');
    }

    private static void rename(String above, String key, JsonNode node, Map<String, String> written) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (!isWord(key, name) && object.get(name).isTextual()) {
                    object.set(name, evil(key + "." + name, written));
                } else {
                    rename(key, name, object.get(name), written);
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, evil(above + "." + key, written));
                } else {
                    rename(above, key, array.get(i), written);
                }
            }
        }
    }

    /** A rollout's own strategy is one of a few; a scorecard's is any text. */
    private static boolean isWord(String key, String name) {
        return WORDS.contains(name) || key.isEmpty() && name.equals("strategy");
    }

    private static TextNode evil(String where, Map<String, String> written) {
        String text = TEXT + written.size() + ";";
        written.put(text, where);
        return TextNode.valueOf(text);
    }
}
