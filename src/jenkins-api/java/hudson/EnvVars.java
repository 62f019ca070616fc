package hudson;

import java.util.Map;
import java.util.TreeMap;

public class EnvVars extends TreeMap<String, String> {
    private static final long serialVersionUID = 1;

    public EnvVars() {
        super(String.CASE_INSENSITIVE_ORDER);
    }

    /** The real one also knows {@code $NAME} without braces and nested defaults. */
    public String expand(String s) {
        String expanded = s;
        for (Map.Entry<String, String> variable : entrySet()) {
            expanded = expanded.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return expanded;
    }
}
