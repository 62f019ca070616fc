package io.jenkins.plugins.aidelivery.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

public class SuggestionTest {
    @Test
    public void isTheNameWithTheFewestEdits() {
        assertThat(among("treshold", "weight", "threshold", "title")).isEqualTo("threshold");
        assertThat(among("mni", "min", "max")).isEqualTo("min");
        assertThat(among("critcal", "critical", "criteria")).isEqualTo("critical");
        assertThat(among("missing_evidence", "missing-evidence")).isEqualTo("missing-evidence");
        assertThat(among("eval.gsm8k.exact_mtach", "eval.gsm8k.exact_match")).isEqualTo("eval.gsm8k.exact_match");
        assertThat(among("f1", "f1_macro", "f2")).isEqualTo("f2");
    }

    @Test
    public void isNoneRatherThanAWildGuess() {
        assertThat(among("x", "id", "min")).isEmpty();
        assertThat(among("zzz", "min", "max")).isEmpty();
        assertThat(among("core.success_rate", "tests.success_rate")).isEmpty();
        assertThat(among("safety.success_rate", "tests.success_rate")).isEmpty();
        assertThat(among("anything")).isEmpty();
    }

    @Test
    public void aQuestionEndsASentence() {
        assertThat(Suggestion.question(List.of("min"), "mni")).isEqualTo("; did you mean 'min'?");
        assertThat(Suggestion.question(List.of("min"), "threshold")).isEmpty();
    }

    private static String among(String written, String... names) {
        return Suggestion.among(List.of(names), written).orElse("");
    }
}
