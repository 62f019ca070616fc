package io.jenkins.plugins.aidelivery.evidence;

import java.util.regex.Pattern;

/**
 * An Ant-style pattern below a directory: {@code *} is anything within a name, {@code **}{@code /} any number of
 * directories, {@code ?} one character; a trailing slash means everything below.
 *
 * @param text as it was written
 */
public record FilePattern(String text) {
    /**
     * Checks that the pattern stays inside the directory.
     *
     * @throws EvidenceException with a sentence, if it doesn't
     */
    void check() throws EvidenceException {
        String normal = normal();
        if (normal.isBlank()) {
            throw new EvidenceException("the pattern is empty");
        }
        if (normal.startsWith("/") || normal.matches("[A-Za-z]:.*")) {
            throw new EvidenceException("only paths below the workspace can be evidence; this one is absolute");
        }
        for (String part : normal.split("/")) {
            if (part.equals("..")) {
                throw new EvidenceException("only paths below the workspace can be evidence; this one leaves it");
            }
        }
    }

    public boolean hasWildcard() {
        return normal().indexOf('*') >= 0 || normal().indexOf('?') >= 0;
    }

    /** Whether it says that everything below is meant. */
    public boolean isDirectory() {
        return text.strip().matches("(?s).*[/\\\\]");
    }

    /** The same below every directory that this pattern matches. */
    public FilePattern below() {
        return new FilePattern(normal().replaceFirst("/(\\*\\*)?$", "") + "/**");
    }

    /** The directories before the first wildcard: where to start looking. */
    String fixedStart() {
        String normal = normal();
        StringBuilder fixed = new StringBuilder();
        String[] parts = normal.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            if (parts[i].indexOf('*') >= 0 || parts[i].indexOf('?') >= 0) {
                break;
            }
            fixed.append(fixed.isEmpty() ? "" : "/").append(parts[i]);
        }
        return fixed.toString();
    }

    /** For whole paths with {@code /}. */
    Pattern regex() {
        StringBuilder regex = new StringBuilder();
        String normal = normal();
        int i = 0;
        while (i < normal.length()) {
            int c = normal.codePointAt(i);
            if (normal.startsWith("**/", i) && (i == 0 || normal.charAt(i - 1) == '/')) {
                regex.append("(?:[^/]+/)*");
                i += 3;
            } else if (normal.startsWith("**", i)) {
                regex.append(".*");
                i += 2;
            } else {
                switch (c) {
                    case '*' -> regex.append("[^/]*");
                    case '?' -> regex.append("[^/]");
                    default -> regex.append(Pattern.quote(Character.toString(c)));
                }
                i += Character.charCount(c);
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private String normal() {
        String normal = text.strip().replace('\\', '/');
        while (normal.startsWith("./")) {
            normal = normal.substring(2);
        }
        return normal.endsWith("/") ? normal + "**" : normal;
    }
}
