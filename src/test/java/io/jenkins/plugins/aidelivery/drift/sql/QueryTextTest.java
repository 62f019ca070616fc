package io.jenkins.plugins.aidelivery.drift.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.drift.sql.QueryText.Quotes;
import io.jenkins.plugins.aidelivery.evidence.EvidenceException;
import org.junit.Test;

public class QueryTextTest {
    private static void accepted(Quotes quotes, String... queries) throws EvidenceException {
        for (String query : queries) {
            assertThat(QueryText.checked(query, quotes)).isEqualTo(query);
        }
    }

    private static void refused(Quotes quotes, String because, String... queries) {
        for (String query : queries) {
            assertThatThrownBy(() -> QueryText.checked(query, quotes))
                    .as(query)
                    .isInstanceOf(EvidenceException.class)
                    .hasMessageContaining(because);
        }
    }

    @Test
    public void aSemicolonAtTheEndIsTakenOff() throws Exception {
        assertThat(QueryText.checked(" SELECT 1 ;\r\n", Quotes.STANDARD)).isEqualTo("SELECT 1");
    }

    @Test
    public void nothingBreaksOutOfTheParenthesesAroundAQuery() {
        for (Quotes quotes : Quotes.values()) {
            refused(quotes, "semicolon", "SELECT 1; DROP TABLE y");
            refused(quotes, "didn't open", "SELECT 1) x CROSS JOIN (SELECT 2", "SELECT '(')");
            refused(quotes, "not closed", "SELECT (1", "SELECT 1 /* a", "SELECT 'a", "SELECT \"a");
        }
    }

    @Test
    public void whatIsQuotedIsLeftAlone() throws Exception {
        for (Quotes quotes : new Quotes[] {Quotes.STANDARD, Quotes.POSTGRES}) {
            accepted(
                    quotes,
                    "SELECT ';' FROM \"a;)\" WHERE b = 'it''s; )('",
                    "SELECT 1 -- ; ) '\n FROM a /* ; ' ( */",
                    "SELECT 'C:\\' -- ;)");
        }
        accepted(Quotes.SPARK, "SELECT 'it\\'s (' FROM `a(` WHERE b = \"\\\"(\"");
    }

    @Test
    public void postgresHasQuotesOfItsOwn() throws Exception {
        accepted(
                Quotes.POSTGRES,
                "SELECT E'\\';)', e'a''\\\\;'",
                "SELECT $$;)'$$, $a$ $$ ; $b$ $a$",
                "SELECT a$1, $1, b$c$ FROM d",
                "SELECT 1 /* /* ; */ ; */");
        refused(Quotes.POSTGRES, "semicolon", "SELECT namE'\\'; DROP TABLE b; --'", "SELECT a$$; DROP TABLE b; $$");
        refused(Quotes.POSTGRES, "semicolon", "SELECT 1 /* */ ; SELECT 2 /* */");
        refused(
                Quotes.STANDARD,
                "semicolon",
                "SELECT 1 /* /* */ ; DROP TABLE a /* */",
                "SELECT $$;$$",
                "SELECT E'\\'; DROP TABLE b; --'");
    }

    @Test
    public void anEngineWhoseQuotesAreNotKnownGetsNoSemicolonAtAll() {
        refused(Quotes.UNKNOWN, "semicolon", "SELECT ';'");
        refused(Quotes.SPARK, "semicolon", "SELECT ';'");
    }
}
