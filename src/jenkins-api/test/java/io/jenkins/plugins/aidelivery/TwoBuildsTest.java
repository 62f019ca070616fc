package io.jenkins.plugins.aidelivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Two builds of the same sources: what must be equal in both is held here. */
public class TwoBuildsTest {
    private final Document root = parse("pom.xml");
    private final Document official = parse("jenkins/pom.xml");

    private static Document parse(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static NodeList find(Document pom, String path) throws Exception {
        XPath xpath = XPathFactory.newInstance().newXPath();
        return (NodeList) xpath.evaluate(path, pom, XPathConstants.NODESET);
    }

    private static Map<String, String> properties(Document pom) throws Exception {
        Map<String, String> properties = new TreeMap<>();
        NodeList nodes = find(pom, "/project/properties/*");
        for (int i = 0; i < nodes.getLength(); i++) {
            properties.put(nodes.item(i).getNodeName(), nodes.item(i).getTextContent());
        }
        return properties;
    }

    private static Set<String> texts(Document pom, String path) throws Exception {
        Set<String> texts = new TreeSet<>();
        NodeList nodes = find(pom, path);
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    public void versionsThatBothNameAreEqual() throws Exception {
        Map<String, String> ours = properties(root);
        Map<String, String> theirs = properties(official);
        Set<String> shared = new TreeSet<>(ours.keySet());
        shared.retainAll(theirs.keySet());
        shared.removeIf(name -> !name.endsWith(".version"));
        assertThat(shared).contains("jte.version", "duckdb.version", "picocli.version", "jenkins.version");
        for (String name : shared) {
            String version = theirs.get(name).replace("${jenkins.baseline}", theirs.get("jenkins.baseline"));
            assertThat(version).as(name).isEqualTo(ours.get(name));
        }
    }

    @Test
    public void thePluginsThatWeDependOnAreTheSame() throws Exception {
        Set<String> plugins =
                texts(official, "/project/dependencies/dependency[not(scope) and not(version)]/artifactId");
        try (InputStream in = Files.newInputStream(Path.of("target/manifest/MANIFEST.MF"))) {
            String declared = new Manifest(in).getMainAttributes().getValue("Plugin-Dependencies");
            Set<String> ids = Arrays.stream(declared.split(","))
                    .map(dependency -> dependency.substring(0, dependency.indexOf(':')))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(ids).isEqualTo(plugins);
        }
    }

    @Test
    public void theLibrariesThatTravelWithThePluginAreTheSame() throws Exception {
        Set<String> bundled = texts(official, "/project/dependencies/dependency[not(scope) and version]/artifactId");
        Set<String> packed = new TreeSet<>();
        for (String include :
                texts(parse("src/main/hpi/hpi.xml"), "/assembly/dependencySets/dependencySet/includes/include")) {
            packed.add(include.substring(include.indexOf(':') + 1));
        }
        packed.add("duckdb_jdbc"); // in parts, see below
        assertThat(packed).isEqualTo(bundled);
        assertThat(properties(official).get("hpi.bundledArtifacts").split(",")).containsExactlyElementsOf(bundled);
    }

    @Test
    public void duckDbIsSplitByPlatformInBoth() throws Exception {
        String split =
                "//execution[id='duckdb-by-platform'][phase='prepare-package']/configuration/target/ant/@antfile";
        assertThat(texts(root, split)).containsExactly("${project.basedir}/src/main/hpi/duckdb.xml");
        assertThat(texts(official, split)).containsExactly("${project.basedir}/../src/main/hpi/duckdb.xml");

        String made = "//execution[id='duckdb-by-platform']//property[@name='duckdb.directory']/@location";
        String packed = texts(parse("src/main/hpi/hpi.xml"), "//fileSet[outputDirectory='WEB-INF/lib']/directory")
                .iterator()
                .next();
        assertThat(texts(root, made)).containsExactly(packed);
        assertThat(texts(official, made)).containsExactly(packed);
        assertThat(texts(official, "//webResources/resource[targetPath='WEB-INF/lib']/directory"))
                .containsExactly(packed);
        assertThat(texts(official, "//warSourceExcludes"))
                .containsExactly("WEB-INF/lib/duckdb_jdbc-${duckdb.version}.jar");
    }

    @Test
    public void librariesOfApiPluginsAreOfThatVersion() throws Exception {
        Map<String, String> ours = properties(root);
        String manifest = Files.readString(Path.of("src/main/hpi/MANIFEST.MF"));
        assertThat(manifest).contains("jackson2-api:" + ours.get("jackson.version") + "-");
        assertThat(manifest).contains("commons-text-api:" + ours.get("commons-text.version") + "-");
        assertThat(manifest).contains("snakeyaml-api:" + ours.get("snakeyaml.version") + "-");
        assertThat(manifest).contains("woodstox-core-api:" + ours.get("woodstox.version") + "-");
    }

    @Test
    public void thePluginIsCalledTheSame() throws Exception {
        for (String element : new String[] {"groupId", "artifactId", "name", "description", "inceptionYear"}) {
            assertThat(texts(official, "/project/" + element))
                    .as(element)
                    .isEqualTo(texts(root, "/project/" + element));
        }
        String url = texts(official, "/project/url").iterator().next();
        assertThat(url.replace("${project.artifactId}", "ai-delivery"))
                .isEqualTo(texts(root, "/project/url").iterator().next());
    }

    @Test
    public void templatesAreCompiledTheSameWay() throws Exception {
        String configuration = "//plugin[artifactId='jte-maven-plugin']/configuration/*[not(self::sourceDirectory)]";
        assertThat(texts(official, configuration)).isEqualTo(texts(root, configuration));
    }

    @Test
    public void trinosDriverAndTestServerAreOfOneVersion() throws Exception {
        assertThat(properties(parse("src/test/trino/pom.xml")).get("trino.version"))
                .isEqualTo(properties(root).get("trino.version"));
    }

    @Test
    public void nothingOfTheRootNeedsMoreThanMavenCentral() throws Exception {
        assertThat(Path.of(".mvn/extensions.xml")).doesNotExist();
        assertThat(texts(root, "//repository")).isEmpty();
        assertThat(texts(root, "//pluginRepository")).isEmpty();
    }
}
