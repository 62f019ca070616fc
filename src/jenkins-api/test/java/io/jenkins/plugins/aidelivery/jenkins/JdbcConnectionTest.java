package io.jenkins.plugins.aidelivery.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.Test;

/** What an administrator may define, and what not. */
public class JdbcConnectionTest {
    @Test
    public void databasesOnServersAreTaken() {
        for (String url : List.of(
                "jdbc:postgresql://db.example.com/sales?ssl=true",
                "jdbc:trino://trino.example.com:443/hive",
                "jdbc:h2:tcp://host/db",
                "jdbc:derby://host:1527/db")) {
            assertThat(JdbcConnection.fault(url)).as(url).isEmpty();
        }
    }

    @Test
    public void enginesInsideOfTheControllerAreNot() {
        for (String url : List.of(
                "jdbc:duckdb::memory:",
                "jdbc:duckdb:/srv/x.db",
                "jdbc:sqlite:x",
                "JDBC:H2:mem:x",
                "jdbc:hsqldb:file:x")) {
            assertThat(JdbcConnection.fault(url)).as(url).contains("inside of the controller");
        }
        assertThat(JdbcConnection.fault("https://db.example.com")).contains("begins with jdbc:");
        assertThat(JdbcConnection.fault("")).contains("begins with jdbc:");
    }

    @Test
    public void aPasswordInAUrlIsNeitherKeptNorUsed() {
        for (String url : List.of(
                "jdbc:postgresql://h/d?user=me&password=hunter2&ssl=true",
                "jdbc:postgresql://me:hunter2@h/d",
                "jdbc:sqlserver://h;user=me;password=hunter2",
                "jdbc:trino://h/c?accessToken=hunter2",
                "jdbc:trino://h/c?SSLTrustStorePassword=hunter2")) {
            JdbcConnection connection = new JdbcConnection("x", url);
            assertThat(connection.getUrl()).contains("****").doesNotContain("hunter2");
            assertThat(JdbcConnection.fault(connection.getUrl())).as(url).contains("holds a password");
        }
    }

    @Test
    public void whatIsMissingInAnOldConfigurationHasADefault() {
        JdbcConnection connection = new JdbcConnection(null, null);
        connection.setCredentialsId(null);
        connection.setTimeout(0);
        assertThat(connection.getId()).isEmpty();
        assertThat(connection.getUrl()).isEmpty();
        assertThat(connection.getCredentialsId()).isEmpty();
        assertThat(connection.getTimeout()).isEqualTo(600);
    }

    @Test
    public void aDriverIsFoundByTheUrlThatItTakes() {
        ClassLoader loader = getClass().getClassLoader();
        assertThat(JdbcDrivers.taking("jdbc:duckdb:", loader)).isPresent();
        assertThat(JdbcDrivers.taking("jdbc:nothing:x", loader)).isEmpty();
    }
}
