package io.jenkins.plugins.aidelivery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.Checkout;
import io.jenkins.plugins.aidelivery.rollout.RolloutJournal;
import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** The demo as its first user sees it: about a minute, with real servers, a real proxy and real requests. */
public class DemoCommandTest {
    @Rule
    public final Shell shell = new Shell();

    @Test
    public void deliversAGoodVersionAndTakesABadOneBack() throws IOException {
        Shell.Result demo = shell.run(
                "demo",
                "--example",
                Checkout.file("examples/breast-cancer").toAbsolutePath().toString());

        assertThat(demo.code()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out())
                .containsPattern("gate breast-cancer candidate +PASS")
                .containsPattern("drift breast-cancer +PASS")
                .containsPattern("rollout breast-cancer +PROMOTED")
                .containsPattern("requests sent, 0 failed")
                .containsPattern("rollout breast-cancer +ROLLED_BACK")
                .containsPattern("failed, all of them the canary's before it was taken back; .* from the first failure")
                .contains("A good version was promoted and a bad one taken back");
        assertThat(outcomes())
                .containsExactlyInAnyOrder(RolloutReport.Outcome.PROMOTED, RolloutReport.Outcome.ROLLED_BACK);
        assertThat(shell.read("target/demo/candidate.yml")).contains("router:", "rules:");
        assertPageIsWhole(shell.read("target/demo/demo.html"));
    }

    private List<RolloutReport.Outcome> outcomes() throws IOException {
        try (Stream<Path> files = Files.list(shell.path("target/demo/journals"))) {
            List<Path> journals =
                    files.filter(file -> file.toString().endsWith(".jsonl")).toList();
            List<RolloutReport.Outcome> outcomes = new java.util.ArrayList<>();
            for (Path journal : journals) {
                outcomes.add(
                        RolloutReport.of(RolloutJournal.read(journal)).course().outcome());
            }
            return outcomes;
        }
    }

    private static void assertPageIsWhole(String page) {
        assertThat(page).contains("May the candidate take the champion", "Rolled back", "Promoted");
        assertThat(page).doesNotContain("<script", "src=\"http", "<link");
        List<String> ids = found(page, "<[^>]* id=\"([^\"]*)\"");
        assertThat(ids).doesNotHaveDuplicates().contains("gate", "drift", "promoted", "rolled-back");
        assertThat(ids).containsAll(found(page, "<a [^>]*href=\"#([^\"]*)\""));
        List<Integer> headings =
                found(page, "<h([1-6])").stream().map(Integer::valueOf).toList();
        assertThat(headings).startsWith(1, 2).containsOnlyOnce(1);
        for (int i = 1; i < headings.size(); i++) {
            assertThat(headings.get(i) - headings.get(i - 1)).as("heading " + i).isLessThanOrEqualTo(1);
        }
    }

    private static List<String> found(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    @Test
    public void saysWhereTheExampleShouldBe() {
        Shell.Result demo = shell.run("demo");

        assertThat(demo.code()).isEqualTo(64);
        assertThat(demo.complaint()).singleElement().asString().contains("examples/breast-cancer", "--example");
        assertThat(shell.path("target")).doesNotExist();
    }

    @Test
    public void aRejectedCandidateGetsNoTraffic() throws IOException {
        Path example = shell.path("example");
        copied(Checkout.file("examples/breast-cancer"), example);
        Files.delete(example.resolve("models/candidate/reports/coverage.xml"));

        Shell.Result demo = shell.run("demo", "--example", "example");

        assertThat(demo.code()).isEqualTo(1);
        assertThat(demo.out()).contains("FAIL", "nothing is rolled out").doesNotContain("requests");
    }

    private static void copied(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
