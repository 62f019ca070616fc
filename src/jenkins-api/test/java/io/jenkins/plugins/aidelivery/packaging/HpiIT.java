package io.jenkins.plugins.aidelivery.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.aidelivery.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import org.junit.BeforeClass;
import org.junit.Test;

/** What an administrator installs. */
public class HpiIT {
    private static final String LIBRARIES = "WEB-INF/lib/";
    private static final String OURS = "io/jenkins/plugins/aidelivery/";
    private static final LocalDateTime TIMESTAMP = LocalDateTime.parse("2026-01-01T00:00:00");

    private static final String DUCKDB = duckDb();

    private static Built hpi;
    private static Built jar;

    @BeforeClass
    public static void open() throws IOException {
        hpi = Built.read("ai-delivery.hpi");
        jar = Built.read(hpi.entries().get(LIBRARIES + "ai-delivery.jar"));
    }

    @Test
    public void theManifestSaysWhatJenkinsNeedsToKnow() throws Exception {
        Attributes manifest = hpi.manifest();

        assertThat(manifest.getValue("Short-Name")).isEqualTo("ai-delivery");
        assertThat(manifest.getValue("Long-Name")).isEqualTo("AI Delivery");
        assertThat(manifest.getValue("Group-Id")).isEqualTo("io.jenkins.plugins");
        assertThat(manifest.getValue("Plugin-Version")).isEqualTo(Built.pom("/project/version"));
        assertThat(manifest.getValue("Jenkins-Version")).isEqualTo("2.541.3");
        assertThat(manifest.getValue("Hudson-Version")).isEqualTo("2.541.3");
        assertThat(manifest.getValue("Minimum-Java-Version")).isEqualTo("17");
        assertThat(manifest.getValue("Url")).isEqualTo(Built.pom("/project/url"));
        assertThat(manifest.getValue("Plugin-License-Name")).isEqualTo("MIT License");
        assertThat(manifest.getValue("Plugin-License-Url")).isEqualTo("https://opensource.org/licenses/MIT");
        assertThat(manifest.getValue("Plugin-Dependencies").split(","))
                .extracting(dependency -> dependency.substring(0, dependency.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "jackson2-api",
                        "commons-text-api",
                        "snakeyaml-api",
                        "woodstox-core-api",
                        "structs",
                        "workflow-step-api",
                        "workflow-api",
                        "credentials");
        assertThat(manifest.getValue("Plugin-Dependencies")).doesNotContain(" ", "optional", "$");
        assertThat(manifest.keySet()).doesNotContain(new Attributes.Name("Plugin-Developers"));
    }

    /** Jenkins' class filter trusts a jar by its Short-Name. */
    @Test
    public void theInnerJarCarriesTheSameManifest() throws IOException {
        Attributes inner = jar.manifest();
        hpi.manifest().forEach((key, value) -> {
            if (!key.equals(new Attributes.Name("Created-By")) && !key.equals(new Attributes.Name("Build-Jdk-Spec"))) {
                assertThat(inner.get(key)).as(key.toString()).isEqualTo(value);
            }
        });
    }

    @Test
    public void onlyWhatNoOtherPluginBringsIsBundled() throws Exception {
        assertThat(hpi.files())
                .containsExactly(
                        LIBRARIES + "ai-delivery.jar",
                        LIBRARIES + "duckdb-driver-" + DUCKDB + ".jar",
                        LIBRARIES + "duckdb-native-" + DUCKDB + "-linux_amd64.jar",
                        LIBRARIES + "duckdb-native-" + DUCKDB + "-linux_arm64.jar",
                        LIBRARIES + "duckdb-native-" + DUCKDB + "-osx_universal.jar",
                        LIBRARIES + "duckdb-native-" + DUCKDB + "-windows_amd64.jar",
                        LIBRARIES + "jte-runtime-" + Built.pom("//properties/jte.version") + ".jar");
    }

    /** An agent fetches whole jars: the driver must not be in one with native code, nor the code of two platforms. */
    @Test
    public void nativeCodeIsInAJarOfItsOwnForEachPlatform() throws Exception {
        assertThat(Built.read(hpi.entries().get(LIBRARIES + "duckdb-driver-" + DUCKDB + ".jar"))
                        .files())
                .contains("org/duckdb/DuckDBDriver.class", "META-INF/services/java.sql.Driver")
                .noneMatch(name -> name.startsWith("libduckdb"));
        for (String platform : List.of("linux_amd64", "linux_arm64", "osx_universal", "windows_amd64")) {
            Built jar = Built.read(hpi.entries().get(LIBRARIES + "duckdb-native-" + DUCKDB + "-" + platform + ".jar"));
            assertThat(jar.files())
                    .hasSize(1 + 24)
                    .contains("libduckdb_java.so_" + platform)
                    .contains("duckdb-native/" + platform + "/0", "duckdb-native/" + platform + "/23");
            assertThat(jar.times().values()).containsOnly(TIMESTAMP);
        }
    }

    @Test
    public void nothingOfJenkinsAndNoTestIsInside() {
        assertThat(jar.files().stream().filter(name -> name.endsWith(".class")))
                .allMatch(name -> name.startsWith(OURS));
        assertThat(jar.files().stream().filter(name -> !isOfTheEngine(name)))
                .noneMatch(name -> name.matches(".*/[A-Za-z]+(Test|IT)\\.class|.*\\.java|.*/stored/.*"));
        assertThat(jar.entries().keySet().stream().filter(name -> !name.startsWith(OURS)))
                .allMatch(name -> name.startsWith("META-INF/")
                        || "io/jenkins/plugins/".startsWith(name)
                        || name.equals("index.jelly")
                        || name.equals("index.properties"));
    }

    /** Statistics has tests, too. */
    private static boolean isOfTheEngine(String name) {
        return name.endsWith(".class")
                && Files.exists(Checkout.file("src/main/java/" + name.replaceFirst("\\.class$", ".java")));
    }

    @Test
    public void theIndexesOfJenkinsAreInsideAndNameClassesThatAre() {
        assertThat(jar.files()).contains("META-INF/annotations/hudson.Extension", "index.jelly");
        List<String> indexed = new ArrayList<>(lines("META-INF/annotations/hudson.Extension.txt").stream()
                .map(line -> line.replaceFirst("\\{.*", ""))
                .toList());
        indexed.addAll(lines("META-INF/services/annotations/org.jenkinsci.Symbol"));
        indexed.addAll(lines("META-INF/services/io.jenkins.plugins.aidelivery.evidence.ReportReader"));
        assertThat(indexed)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(jar.entries()).containsKey(name.replace('.', '/') + ".class"));
    }

    @Test
    public void formsAndPagesHaveWhatStaplerNeeds() {
        for (String name : List.of(
                "jenkins/QualityGateStep.stapler",
                "jenkins/QualityGateBuilder.stapler",
                "jenkins/Retention.stapler",
                "jenkins/QualityGateStep/config.jelly",
                "jenkins/QualityGateStep/help.html",
                "jenkins/AiDeliveryRunAction/index.jelly",
                "jenkins/AiDeliveryJobAction/jobMain.jelly",
                "report/PageTexts.properties",
                "report/page.css",
                "report/drift.css",
                "gate/gate.schema.json",
                "gate/presets/ai-platform.yml",
                "report/template/JtescorecardGenerated.class",
                "report/template/JtedriftGenerated.class")) {
            assertThat(jar.files()).contains(OURS + name);
        }
    }

    @Test
    public void theSameSourcesGiveTheSameBytes() {
        for (Built archive : List.of(hpi, jar)) {
            assertThat(archive.times().values()).containsOnly(TIMESTAMP);
            assertThat(archive.files()).isSortedAccordingTo(Built.BY_DIRECTORY);
        }
        assertThat(jar.files().stream().filter(name -> name.matches(".*\\.(stapler|javadoc)")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(lines(name)).isEqualTo(everyLine(name)));
    }

    @Test
    public void noPlaceOfTheMachineThatBuiltItIsInside() {
        String home = System.getProperty("user.home");
        String here = System.getProperty("user.dir");
        jar.entries()
                .forEach((name, bytes) -> assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .as(name)
                        .doesNotContain(home + "/", here));
    }

    private static String duckDb() {
        try {
            return Built.pom("//properties/duckdb.version");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> everyLine(String entry) {
        return new String(jar.entries().get(entry), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static List<String> lines(String entry) {
        return everyLine(entry).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
