package io.jenkins.plugins.aidelivery.rollout.router;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.Test;

/** How a plan names its router. */
public class RoutersTest {
    private static final List<RouterType> TYPES = ServiceLoader.load(RouterType.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    @Test
    public void everyRouterIsRegisteredAndTheListIsSorted() throws IOException {
        List<String> written = new ClassFileImporter()
                .importPackages(RouterType.class.getPackageName()).stream()
                        .filter(type -> type.isAssignableTo(RouterType.class))
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .sorted()
                        .toList();
        try (InputStream in = getClass().getResourceAsStream("/META-INF/services/" + RouterType.class.getName())) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.lines().toList()).isEqualTo(written);
        }
    }

    @Test
    public void namesAreKeysThatPeopleType() {
        assertThat(TYPES).extracting(RouterType::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+"));
    }

    @Test
    public void aMisspeltRouterIsNamedWithTheKnownOnes() {
        assertThat(RouterFixture.here().faults("router: { haprox: { address: a } }"))
                .startsWith("rollout.yml:1: router.haprox: 'haprox' is no router; one of ")
                .contains("haproxy")
                .endsWith("did you mean 'haproxy'?");
    }

    @Test
    public void thereIsExactlyOneRouter() {
        RouterFixture fixture = RouterFixture.here();
        assertThat(fixture.faults("name: x\nrouter: {}")).contains("router: exactly one router was expected, one of ");
        assertThat(fixture.faults("router: { haproxy: {}, nginx: {} }")).contains("exactly one router was expected");
        assertThat(fixture.faults("router: haproxy")).contains("a mapping of keys was expected, not 'haproxy'");
        assertThat(fixture.faults("router: { haproxy: }")).contains("router.haproxy: has no value");
        assertThat(fixture.faults("name: x")).contains("'router' is missing: what moves the traffic? one of ");
    }
}
