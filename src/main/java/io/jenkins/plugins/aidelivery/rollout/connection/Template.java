package io.jenkins.plugins.aidelivery.rollout.connection;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with places such as {@code {{weight}}}. */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(\\w*)\\s*}}");

    private Template() {}

    /** @param values by name; a place without one stays as it is */
    public static String filled(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }

    public static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        PLACE.matcher(text).results().forEach(place -> names.add(place.group(1)));
        return names;
    }
}
