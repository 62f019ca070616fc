package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.gate.Verdict;
import java.util.regex.Pattern;
import org.jvnet.localizer.ResourceBundleHolder;

/** The words on our pages; they are in {@code PageTexts.properties}. */
public final class PageTexts {
    private static final ResourceBundleHolder TEXTS = ResourceBundleHolder.get(PageTexts.class);

    /** Marks that turn the direction of what follows them (Unicode's Bidi_Control), and control characters. */
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069&&[^\\t\\r\\n]]");

    private PageTexts() {}

    /** A text with a visible mark in place of what could make it look like another one. */
    public static String harmless(String text) {
        return STEERING.matcher(text).replaceAll("\uFFFD");
    }

    /** A text with its arguments filled in. Arguments are texts already, so that numbers look the same everywhere. */
    public static String text(String key, Object... arguments) {
        return TEXTS.format(key, arguments);
    }

    /** A stored verdict's word; one that this version doesn't know stands for itself. */
    public static String verdict(String name) {
        return Verdict.named(name).map(known -> text("verdict." + known)).orElse(String.valueOf(name));
    }
}
