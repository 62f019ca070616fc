package io.jenkins.plugins.aidelivery.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.rollout.RolloutEvent;
import io.jenkins.plugins.aidelivery.rollout.RolloutJournal;
import io.jenkins.plugins.aidelivery.rollout.RolloutPlan;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.RolloutState;
import io.jenkins.plugins.aidelivery.rollout.SampleRollouts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.Test;

public class RolloutConsoleTest {
    private static List<String> lines(List<RolloutJournal.Line> journal) {
        RolloutConsole console = new RolloutConsole();
        RolloutState state = RolloutState.none();
        List<String> lines = new ArrayList<>();
        for (RolloutJournal.Line line : journal) {
            state = state.after(line.event(), line.at());
            console.line(state, line.event()).ifPresent(lines::add);
        }
        return lines;
    }

    @Test
    public void aRolloutIsFollowedLineByLine() {
        List<String> lines = lines(SampleRollouts.rolledBack());

        assertThat(lines)
                .startsWith(
                        "rollout fraud-detector 1.5.0 on edge: 5 % for 5 min, 25 % for 10 min, 50 % for 10 min,"
                                + " 100 % for 5 min",
                        "  deploying   everything is there", "  done        deploy")
                .contains(
                        "  phase       25 %: no metric shows harm after 300 s",
                        "  order       approve: go",
                        "  going back  errors: 56 of 600 (9.333 %), more than 5 %",
                        "  restored    stable has all traffic again, and is watched")
                .endsWith("  rolled back errors: 56 of 600 (9.333 %), more than 5 %");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("  judged"))
                .first()
                .asString()
                .contains("errors 0 %");
    }

    @Test
    public void evidenceThatSaysNothingNewIsALineAMinuteAtMost() {
        // 15 minutes in which nothing changes, looked at every 30 s.
        assertThat(lines(SampleRollouts.running()))
                .filteredOn(line -> line.startsWith("  judged"))
                .hasSizeBetween(5, 11);
    }

    @Test
    public void whatFailsAgainAndAgainIsSaidOnce() {
        assertThat(lines(SampleRollouts.stuck()))
                .contains("  STUCK       the router doesn't give stable its traffic back, and is asked again and again:"
                        + " edge:9999 doesn't answer")
                .filteredOn(line -> line.startsWith("  failed"))
                .hasSize(1)
                .containsOnly("  failed      weight 0 %: edge:9999 doesn't answer");
    }

    @Test
    public void itEndsWithABlockThatSaysItAll() {
        assertThat(String.join("\n", RolloutConsole.block(SampleRolloutReports.rolledBack(), "http://jenkins/42/")))
                .isEqualTo("""
                rollout fraud-detector                                  ROLLED_BACK  Rolled back, after 20 min 27 s
                  errors: 56 of 600 (9.333 %), more than 5 %
                  Up to 50 % of the traffic for 18 min 39 s; about 76 more 'errors' than stable would have had
                  5 %         5 %   5 min 15 s  went on: no metric shows harm after 300 s
                  25 %        25 %  12 min 9 s  went on: approved: go
                  50 %        50 %  1 min 15 s  back to stable: errors: 56 of 600 (9.333 %), more than 5 %
                  way back    0 %   1 min 12 s  stable is well: stable is within its limits
                  what to do: Look at the canary's logs and traces of the requests that count as 'errors'; compare their kinds with stable's.
                  what to do: The phases before '50 %' didn't show it: test the new version under the load of 50 % of the traffic, or give those phases more time.
                  page: http://jenkins/42/""");
        assertThat(RolloutConsole.block(SampleRolloutReports.promoted()))
                .contains("  should it go back? No: keep looking (70 % sure: no rule shows harm, which is less than"
                        + " being shown to be safe)");
        assertThat(RolloutConsole.block(SampleRolloutReports.waiting()))
                .contains(
                        "  waits for the approval of release-managers until 2026-11-21 07:00 UTC, then it goes back to"
                                + " stable");
    }

    @Test
    public void noNameSteersTheConsole() throws IOException {
        for (RolloutReport report : SampleRolloutReports.all().values()) {
            RolloutReport hostile = Hostile.named(report, RolloutReport.class, new TreeMap<>());
            assertThat(RolloutConsole.block(hostile))
                    .allMatch(line -> line.equals(ConsoleBlock.line(line)))
                    .allMatch(line -> line.codePointCount(0, line.length()) <= 240)
                    .hasSizeLessThanOrEqualTo(25);
        }
        RolloutPlan plan =
                ((RolloutEvent.Planned) SampleRollouts.promoted().get(0).event()).plan();
        RolloutState state = RolloutState.none().after(new RolloutEvent.Planned(plan, ""), 0);
        RolloutEvent order = new RolloutEvent.Ordered(RolloutEvent.Order.PAUSE, Hostile.TEXT + "\u001b[2J\nx", "");
        assertThat(new RolloutConsole().line(state, order).orElseThrow())
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    }
}
