package io.jenkins.plugins.aidelivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.analysis.MetricVerdict;
import java.util.List;
import java.util.Optional;

/** What a rollout promises, whatever fails: checked line by line in its journal. */
public final class Promises {
    private Promises() {}

    /** Nothing forward without evidence; after a crash no weight rises before somebody has looked and judged. */
    public static void assertKept(String which, List<RolloutJournal.Line> lines, String... metrics) {
        boolean recovering = false;
        boolean exposed = false;
        boolean back = false;
        double seen = 0;
        Optional<Evaluation> last = Optional.empty();
        Stage stage = Stage.PENDING;
        for (RolloutJournal.Line line : lines) {
            RolloutEvent event = line.event();
            String where = which + ", line " + line.number();
            if (event instanceof RolloutEvent.TakenOver taken) {
                recovering = taken.epoch() > 1 && exposed;
            } else if (event instanceof RolloutEvent.Seen look) {
                seen = look.weight();
            } else if (event instanceof RolloutEvent.Evaluated evaluated) {
                recovering = false;
                last = Optional.of(evaluated.evaluation());
            } else if (event instanceof RolloutEvent.Intended intended
                    && intended.action() instanceof Action.SetWeight set) {
                assertThat(recovering && set.weight() > seen)
                        .as("%s rises while recovering", where)
                        .isFalse();
                assertThat(back && set.weight() > 0)
                        .as("%s goes up on the way back", where)
                        .isFalse();
            } else if (event instanceof RolloutEvent.Entered entered) {
                exposed = entered.stage().isExposed();
                back |= entered.stage() == Stage.ABORTING;
                if (entered.stage() == Stage.PROMOTING && stage != Stage.VERIFYING) {
                    assertThat(last).as("%s promotes without evidence", where).isPresent();
                    assertThat(last.get().verdicts())
                            .as(where)
                            .extracting(MetricVerdict::metric)
                            .contains(metrics);
                    assertThat(last.get().verdicts()).as(where).allMatch(MetricVerdict::allows);
                }
                stage = entered.stage();
            }
        }
        assertThat(stage).as(which).isIn(Stage.SUCCEEDED, Stage.ROLLED_BACK, Stage.REFUSED);
    }
}
