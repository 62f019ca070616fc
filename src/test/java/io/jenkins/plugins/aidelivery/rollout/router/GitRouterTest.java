package io.jenkins.plugins.aidelivery.rollout.router;

import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.check;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.set;
import static io.jenkins.plugins.aidelivery.rollout.router.RouterFixture.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.aidelivery.rollout.ends.BareRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A weight that is committed to a repository, and read from there. */
public class GitRouterTest {
    private static final String FILE = "apps/fraud.yaml";
    private static final String TEXT = """
            # Größe: 😀 ours
            kind: Other   # the first document
            ---
            spec:
              http:
                - route:
                    - { host: stable, weight: 100 }   # keep
                    - host:   canary
                      weight: '0' # by hand
              z: [1,   2]
              a: "é"
            """;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private BareRepository repository;
    private RouterFixture fixture;

    @Before
    public void start() throws IOException {
        Path directory = folder.getRoot().toPath();
        repository = BareRepository.with(directory, FILE, TEXT);
        fixture = new RouterFixture(directory, Map.of("PASSWORD", "correct-horse"));
    }

    private String settings(String more) {
        return """
                router:
                  git:
                    repository: %s
                    branch: main
                    file: %s
                    document: 1
                    canary: /spec/http/0/route/1/weight
                    stable: /spec/http/0/route/0/weight
                %s
                """.formatted(repository.address(), FILE, more.indent(4));
    }

    private Router router() {
        return fixture.open(settings("whole: true"));
    }

    @Test
    public void theWeightIsCommittedAndNothingElseInTheFileChanges() throws IOException {
        try (Router router = router()) {
            assertThat(weight(router)).isZero();
            set(router, 5, 3);
            assertThat(repository.read(FILE))
                    .isEqualTo(TEXT.replace("weight: 100", "weight: 95").replace("'0'", "'5'"));
            assertThat(weight(router)).isEqualTo(5);
            assertThat(repository.log())
                    .startsWith("AI Delivery <ai-delivery@localhost> Set the canary's weight to 5\n\n"
                            + "AI-Delivery-Order: 3 /spec/http/0/route/1/weight\n");
        }
    }

    @Test
    public void authorAndMessageAreThePlans() throws IOException {
        try (Router router = fixture.open(
                settings("author: Release Bot <bot@example.com>\nmessage: 'fraud 1.4: {{weight}} % ({{epoch}})'"))) {
            set(router, 12.5, 4);
            assertThat(repository.log()).startsWith("Release Bot <bot@example.com> fraud 1.4: 12.5 % (4)\n");
        }
    }

    @Test
    public void settingAWeightAgainMakesNoCommit() throws IOException {
        try (Router router = router()) {
            set(router, 5);
            String log = repository.log();
            set(router, 5);
            assertThat(repository.log()).isEqualTo(log);
        }
    }

    @Test
    public void theWeightIsReadFromTheRepositoryEachTime() throws IOException {
        try (Router router = router()) {
            set(router, 5);
            repository.push(FILE, TEXT.replace("'0'", "40"));
            assertThat(weight(router)).isEqualTo(40);
        }
    }

    @Test
    public void somebodyElsesPushInBetweenIsKept() throws IOException {
        // Pushes once, in the moment when our push arrives.
        Path done = folder.getRoot().toPath().resolve("done");
        repository.hook("pre-receive", """
                #!/bin/sh
                [ -e %1$s ] && exit 0
                touch %1$s
                unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
                blob=$(echo theirs | git hash-object -w --stdin)
                export GIT_INDEX_FILE=%1$s.index
                git read-tree main && git update-index --add --cacheinfo 100644,$blob,other.txt
                commit=$(git -c user.name=a -c user.email=a@b commit-tree -p main -m theirs $(git write-tree))
                git update-ref refs/heads/main $commit
                """.formatted(done));
        try (Router router = router()) {
            set(router, 25);
            assertThat(weight(router)).isEqualTo(25);
        }
        assertThat(done).exists();
        assertThat(repository.read("other.txt")).isEqualTo("theirs\n");
        assertThat(repository.read(FILE)).contains("weight: 75");
    }

    @Test
    public void aPushThatAHookRefusesIsASentence() throws IOException {
        repository.hook("pre-receive", "#!/bin/sh\necho 'frozen until Monday' >&2\nexit 1\n");
        try (Router router = router()) {
            assertThatThrownBy(() -> set(router, 5))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the change of " + FILE + " on branch 'main' of " + repository.address()
                            + " was not taken: ")
                    .hasMessageContaining("frozen until Monday");
            assertThat(weight(router)).isZero();
        }
        assertThat(repository.read(FILE)).isEqualTo(TEXT);
    }

    @Test
    public void anOutdatedOrderIsRefused() throws IOException {
        try (Router router = router()) {
            set(router, 5, 7);
        }
        try (Router router = router()) {
            repository.push("other.txt", "x");
            assertThatThrownBy(() -> set(router, 50, 6))
                    .hasMessageContaining("has had orders of epoch 7; this one, of epoch 6");
            set(router, 10, 7);
            assertThat(weight(router)).isEqualTo(10);
        }
    }

    @Test
    public void aCloneMayBeKept() throws IOException {
        Path kept = folder.getRoot().toPath().resolve("clone");
        for (double percent : new double[] {5, 10}) {
            try (Router router = fixture.open(settings("directory: clone"))) {
                set(router, percent);
                assertThat(weight(router)).isEqualTo(percent);
            }
            assertThat(kept.resolve(".git")).isDirectory();
        }
    }

    @Test
    public void aDirectoryThatIsNotOursIsLeftAlone() throws IOException {
        Path work = Files.createDirectories(folder.getRoot().toPath().resolve("clone"));
        Path file = Files.writeString(work.resolve("mine"), "mine");
        try (Router router = fixture.open(settings("directory: clone"))) {
            assertThatThrownBy(() -> weight(router))
                    .isInstanceOf(IOException.class)
                    .hasMessage(work + " is no clone of ours; name a directory that doesn't exist yet");
        }
        assertThat(file).hasContent("mine");
        assertThat(work.resolve(".git")).doesNotExist();
    }

    @Test
    public void nothingStandsInTheWayOfAUsualPlanAndNothingIsChanged() throws IOException {
        String log = repository.log();
        try (Router router = router()) {
            assertThat(check(router, 5.0, 100.0)).isEmpty();
            assertThat(check(router, 0.5)).containsExactly("0.5 % can't be set with whole numbers up to 100");
        }
        assertThat(repository.log()).isEqualTo(log);
    }

    @Test
    public void whatStandsInTheWayIsSaid() throws IOException {
        String where = FILE + " on branch 'main' of " + repository.address();
        assertThat(checked("main", FILE, "/spec/http/1/route"))
                .isEqualTo(where + " has nothing at /spec/http/1/route: there is no '1'");
        assertThat(checked("main", FILE, "/spec/http")).isEqualTo(where + " has at /spec/http no single value");
        assertThat(checked("main", FILE, "/spec/a")).isEqualTo(where + " has at /spec/a the text 'é' and no number");
        assertThat(checked("main", "apps/other.yaml", "/spec/a"))
                .isEqualTo("apps/other.yaml on branch 'main' of " + repository.address()
                        + " does not exist, or is no ordinary file");
        assertThat(checked("release", FILE, "/spec/a"))
                .startsWith("branch 'release' of " + repository.address() + " can't be fetched: ");
        repository.push(FILE, "a: &x 5\nb: *x\nc: [\n");
        assertThat(checked("main", FILE, "/a")).contains("is no YAML");
    }

    private String checked(String branch, String file, String canary) throws IOException {
        String plan = settings("")
                .replace("branch: main", "branch: " + branch)
                .replace("file: " + FILE, "file: " + file)
                .replaceAll("canary: /.*", "canary: " + canary)
                .replaceAll("stable: /.*", "")
                .replaceAll("document: 1", canary.equals("/a") ? "document: 0" : "document: 1");
        try (Router router = fixture.open(plan)) {
            return String.join("\n", check(router, 5.0));
        }
    }

    @Test
    public void valuesThatStandElsewhereAreNotChanged() {
        String text = "a: &x 5\nb: *x\nc: !!int 5\nd: 5 # x\ne: \"5\"\nf: {\"g/h\": 5}\n";
        YamlNumbers numbers = new YamlNumbers(text, 0);
        assertThatThrownBy(() -> numbers.with(Map.of("/a", "6")))
                .hasMessageContaining("with an anchor, a tag or escapes");
        assertThatThrownBy(() -> numbers.with(Map.of("/b", "6"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> numbers.with(Map.of("/c", "6")))
                .hasMessageContaining("with an anchor, a tag or escapes");
        assertThatThrownBy(() -> new YamlNumbers("a: {b: &x 5}\nc: {d: *x}\n", 0).number("/c/d"))
                .hasMessageContaining("an alias; a change there would be one elsewhere too");
    }

    @Test
    public void numbersAreChangedInPlace() throws IOException {
        String text = "d: 5 # x\ne: \"5\"\nf: {\"g/h\": 5}\n";
        assertThat(new YamlNumbers(text, 0).with(Map.of("/d", "6.5", "/e", "100", "/f/g~1h", "7")))
                .isEqualTo("d: 6.5 # x\ne: \"100\"\nf: {\"g/h\": 7}\n");
    }

    @Test
    public void credentialsAreOnNobodysScreen() throws IOException {
        try (Router router = fixture.open(settings("user: me\npassword: '${PASSWORD}'")
                .replaceAll("repository: .*", "repository: http://127.0.0.1:1/ops.git"))) {
            assertThat(check(router, 5.0))
                    .singleElement()
                    .asString()
                    .startsWith("branch 'main' of http://127.0.0.1:1/ops.git can't be fetched: ")
                    .doesNotContain("correct-horse");
        }
        assertThatThrownBy(() -> router().setWeight(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Files.exists(folder.getRoot().toPath().resolve("clone"))).isFalse();
    }

    @Test
    public void wrongSettingsAreNamed() {
        assertThat(fixture.faults("router: { git: {} }"))
                .contains("'repository' is missing", "'branch' is missing", "'file' is missing", "'canary' is missing");
        assertThat(fixture.faults(
                        "router: { git: { repository: 'ext::sh -c x', branch: --force, file: ../x, canary: weight,"
                                + " author: me, message: '{{who}}' } }"))
                .contains(
                        "router.git.repository: a URL or a path was expected",
                        "'--force' can't be; a branch's name was expected",
                        "'../x' can't be; the path of a file in the repository was expected",
                        "'weight' can't be; a pointer such as /spec/canary/weight was expected",
                        "router.git.author: a name and an address were expected",
                        "nothing is filled into {{who}}");
        assertThat(fixture.faultsOnAController("router: { git: {} }")).contains("are not for plans");
    }
}
