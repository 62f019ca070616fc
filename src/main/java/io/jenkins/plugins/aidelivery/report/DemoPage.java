package io.jenkins.plugins.aidelivery.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several results on one page, one after the other.
 *
 * @param chapters in their order
 */
public record DemoPage(List<Chapter> chapters) {
    public DemoPage {
        chapters = List.copyOf(chapters);
    }

    /**
     * A result with a heading.
     *
     * @param id unique on the page: lower-case letters and hyphens
     * @param title a text
     * @param lead what is worth knowing before; may be empty
     * @param content HTML whose headings begin at the third level and whose ids begin with this one's
     */
    public record Chapter(String id, String title, String lead, String content) {
        /** What our templates write into tags: names with values in double quotes, or without any. */
        private static final Pattern TAG =
                Pattern.compile("<[a-z][a-z0-9]*+(?:\\s++[^\\s=<>/\"]++(?:=\"[^\"]*+\")?+)*+\\s*+/?+>");

        private static final Pattern OWN = Pattern.compile(
                "(\\s(?:id|for|headers|aria-labelledby|aria-describedby|aria-controls)=\"|\\shref=\"#)([^\"]*+)\"");

        private static final Pattern HEADING = Pattern.compile("(</?h)([2-5])\\b");

        /** @param fragment as {@link Pages} draws it alone: its headings begin at the second level */
        public static Chapter of(String id, String title, String lead, String fragment) {
            return new Chapter(id, title, lead, lowered(owned(id, fragment)));
        }

        /** Two fragments may use the same names. */
        private static String owned(String id, String fragment) {
            return TAG.matcher(fragment)
                    .replaceAll(tag -> Matcher.quoteReplacement(OWN.matcher(tag.group())
                            .replaceAll(
                                    own -> Matcher.quoteReplacement(own.group(1) + id + "-" + own.group(2) + "\""))));
        }

        private static String lowered(String fragment) {
            return HEADING.matcher(fragment)
                    .replaceAll(heading -> heading.group(1) + (Integer.parseInt(heading.group(2)) + 1));
        }
    }
}
