package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.model.CNode;
import org.junit.Rule;
import org.junit.Test;

/** The global settings as code. */
public class ConfigurationAsCodeTest {
    @Rule
    public final JenkinsConfiguredWithCodeRule jenkins = new JenkinsConfiguredWithCodeRule();

    @Test
    @ConfiguredWithCode("configuration-as-code.yml")
    public void isRead() {
        assertThat(AiDeliveryConfiguration.resultsToKeep()).isEqualTo(100);
        assertThat(AiDeliveryConfiguration.get().connection("warehouse", JdbcConnection.class))
                .hasValueSatisfying(connection -> {
                    assertThat(connection.getUrl()).isEqualTo("jdbc:postgresql://db.example.com/sales");
                    assertThat(connection.getCredentialsId()).isEqualTo("reader");
                    assertThat(connection.getTimeout()).isEqualTo(60);
                });
    }

    @Test
    @ConfiguredWithCode("configuration-as-code.yml")
    public void isWrittenAsItWasRead() throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        CNode exported = Util.getUnclassifiedRoot(context).get("aiDelivery");
        assertThat(Util.toYamlString(exported)).isEqualToIgnoringWhitespace("""
                        connections:
                        - jdbc:
                            credentialsId: "reader"
                            id: "warehouse"
                            timeout: 60
                            url: "jdbc:postgresql://db.example.com/sales"
                        retention:
                          results: 100
                        """);
    }
}
