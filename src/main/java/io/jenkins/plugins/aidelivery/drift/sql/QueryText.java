package io.jenkins.plugins.aidelivery.drift.sql;

import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through a query that somebody wrote, before it is put into parentheses. Those alone don't hold it: drivers split what they are
 * given at semicolons, so that {@code SELECT 1) x; DROP TABLE …} would be run.
 */
final class QueryText {
    private static final Pattern DOLLARS = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private final String text;
    private final Quotes quotes;
    private int at;
    private int depth;

    private QueryText(String text, Quotes quotes) {
        this.text = text;
        this.quotes = quotes;
    }

    /** What quotes what, as engines differ. */
    enum Quotes {
        /** Quotes are doubled in texts and names; comments don't nest. */
        STANDARD,
        /** And texts with backslashes after an E, texts between dollars, comments that nest. */
        POSTGRES,
        /** Backslashes in texts, and names in backticks. */
        SPARK,
        /** Taken as the standard's; no semicolon at all is safe. */
        UNKNOWN
    }

    /**
     * The query, without a semicolon at its end.
     *
     * @throws EvidenceException with a sentence, if it is more than one statement, or not a whole one
     */
    static String checked(String query, Quotes quotes) throws EvidenceException {
        String text = query.replaceAll("\\r\\n?", "\n").strip().replaceFirst("\\s*;$", "");
        if (text.indexOf('\0') >= 0) {
            throw new EvidenceException("a query can't have the character U+0000 in it");
        }
        boolean anywhere = quotes == Quotes.UNKNOWN || quotes == Quotes.SPARK;
        if (anywhere && text.contains(";")) {
            throw semicolon();
        }
        new QueryText(text, quotes).look();
        return text;
    }

    private static EvidenceException semicolon() {
        return new EvidenceException("a query can't have a semicolon in it: only one statement is asked");
    }

    private void look() throws EvidenceException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"' || c == '`' && quotes == Quotes.SPARK) {
                skipQuoted(c, hasBackslashes(c));
            } else if (text.startsWith("--", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                skipComment();
            } else if (c == '$' && quotes == Quotes.POSTGRES && !isInWord(at)) {
                skipDollars();
            } else {
                count(c);
                at++;
            }
        }
        if (depth > 0) {
            throw new EvidenceException("a parenthesis in the query is not closed");
        }
    }

    private void count(char c) throws EvidenceException {
        if (c == ';') {
            throw semicolon();
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth < 0) {
            throw new EvidenceException("the query closes a parenthesis that it didn't open");
        }
    }

    private boolean hasBackslashes(char quote) {
        return switch (quotes) {
            case SPARK -> quote != '`';
            case POSTGRES -> quote == '\'' && at > 0 && "eE".indexOf(text.charAt(at - 1)) >= 0 && !isInWord(at - 1);
            default -> false;
        };
    }

    /** Whether a character goes on with a name that began before it. */
    private boolean isInWord(int index) {
        if (index == 0) {
            return false;
        }
        char before = text.charAt(index - 1);
        return Character.isLetterOrDigit(before) || before == '_' || before == '$' || before > 127;
    }

    /** A doubled quote is the end of one quoted text and the beginning of the next, which comes to the same. */
    private void skipQuoted(char quote, boolean backslashes) throws EvidenceException {
        int start = at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && backslashes) {
                at++;
            } else if (c == quote) {
                if (!backslashes || at >= text.length() || text.charAt(at) != quote) {
                    return;
                }
                at++;
            }
        }
        throw new EvidenceException("the quote in the query at " + near(start) + " is not closed");
    }

    private void skipComment() throws EvidenceException {
        int start = at;
        int open = 0;
        do {
            if (at >= text.length()) {
                throw new EvidenceException("the comment in the query at " + near(start) + " is not closed");
            }
            boolean opens = text.startsWith("/*", at) && (open == 0 || quotes == Quotes.POSTGRES);
            boolean closes = !opens && text.startsWith("*/", at);
            open += opens ? 1 : closes ? -1 : 0;
            at += opens || closes ? 2 : 1;
        } while (open > 0);
    }

    private void skipDollars() throws EvidenceException {
        Matcher tag = DOLLARS.matcher(text).region(at, text.length());
        if (!tag.lookingAt()) {
            at++;
            return;
        }
        int end = text.indexOf(tag.group(), tag.end());
        if (end < 0) {
            throw new EvidenceException("the quote in the query at " + near(at) + " is not closed");
        }
        at = end + tag.group().length();
    }

    private String near(int index) {
        return "'" + text.substring(index, Math.min(text.length(), index + 20)).replaceAll("\\s+", " ") + "'";
    }
}
