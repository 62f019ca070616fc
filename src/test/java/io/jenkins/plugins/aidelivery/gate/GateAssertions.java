package io.jenkins.plugins.aidelivery.gate;

import io.jenkins.plugins.aidelivery.spec.SpecException;
import org.assertj.core.api.Assertions;

/** AssertJ's assertions and our own. */
public class GateAssertions extends Assertions {
    protected GateAssertions() {}

    public static ScorecardAssert assertThat(Scorecard scorecard) {
        return new ScorecardAssert(scorecard);
    }

    /** Reads a specification that has faults; the lines that say so. */
    public static String refusal(String text) {
        return refusal(text, GateSpecs.Request.PLAIN);
    }

    public static String refusal(String text, GateSpecs.Request request) {
        try {
            GateSpecs.parse("gate.yml", text).resolve(request);
        } catch (SpecException e) {
            return e.getMessage();
        }
        throw new AssertionError("accepted:\n" + text);
    }
}
