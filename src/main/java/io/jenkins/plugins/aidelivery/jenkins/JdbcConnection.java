package io.jenkins.plugins.aidelivery.jenkins;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aidelivery.drift.sql.Database;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * A database that jobs may read. Its queries are sent by the controller, from the thread of the step, because that is where the
 * credentials stay; what comes back is a few counts a column.
 */
public final class JdbcConnection extends ServiceConnection {
    static final int DEFAULT_TIMEOUT = 600;

    private static final Pattern URL = Pattern.compile("jdbc:[a-z][a-z0-9+.-]*:\\S+", Pattern.CASE_INSENSITIVE);

    /** An engine inside of the controller's process would read the controller's files for whoever writes a query. */
    private static final Pattern EMBEDDED = Pattern.compile(
            "jdbc:(duckdb|sqlite|ucanaccess|csv|h2:(?!tcp:|ssl:)|hsqldb:(?!hsqls?:|https?:)|derby:(?!//)).*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern PASSWORD = Pattern.compile(
            "([?&;][^=&;]*(?:password|pwd|token|secret)[^=&;]*=)[^&;]*|(//[^/@?]*:)[^/@?]*(?=@)",
            Pattern.CASE_INSENSITIVE);

    /** In the place of a password, which then is neither stored nor shown, and is complained about. */
    private static final String MASK = "****";

    private final String url;
    private String credentialsId = "";
    private int timeout = DEFAULT_TIMEOUT;

    /**
     * @param id how jobs name it
     * @param url as the driver wants it, without a password
     */
    @DataBoundConstructor
    public JdbcConnection(String id, String url) {
        super(id);
        this.url = url == null ? "" : masked(url.strip());
    }

    private static String masked(String url) {
        return PASSWORD.matcher(url).replaceAll(match -> {
            String before = match.group(1) == null ? match.group(2) : match.group(1);
            return Matcher.quoteReplacement(before + MASK);
        });
    }

    public String getUrl() {
        return url == null ? "" : url;
    }

    public String getCredentialsId() {
        return credentialsId == null ? "" : credentialsId;
    }

    /** @param credentialsId of a user name and password; empty where the URL is enough */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = credentialsId == null ? "" : credentialsId.strip();
    }

    public int getTimeout() {
        return timeout <= 0 ? DEFAULT_TIMEOUT : timeout;
    }

    /** @param timeout seconds that one statement may take */
    @DataBoundSetter
    public void setTimeout(int timeout) {
        this.timeout = timeout;
    }

    /** Where it is and who asks, for a build. */
    Database database(Run<?, ?> run) throws AbortException {
        String fault = fault(getUrl());
        if (!fault.isEmpty()) {
            throw new AbortException(Texts.text("connection.unusable", getId(), fault));
        }
        Duration longest = Duration.ofSeconds(getTimeout());
        if (getCredentialsId().isEmpty()) {
            return new Database(getUrl(), "", "", longest);
        }
        // The administrator's own, whatever the build may see: the connection is lent, its password is not.
        StandardUsernamePasswordCredentials credentials = CredentialsProvider.findCredentialByIdInItemGroup(
                getCredentialsId(), StandardUsernamePasswordCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of());
        if (credentials == null) {
            throw new AbortException(Texts.text("connection.noCredentials", getId(), getCredentialsId()));
        }
        CredentialsProvider.track(run, credentials);
        return new Database(
                getUrl(), credentials.getUsername(), credentials.getPassword().getPlainText(), longest);
    }

    /** Why a URL can't be used, as a sentence; empty if it can. */
    static String fault(String url) {
        if (!URL.matcher(url).matches()) {
            return Texts.text("check.jdbc");
        }
        if (EMBEDDED.matcher(url).matches()) {
            return Texts.text("check.embedded");
        }
        return PASSWORD.matcher(url).find() ? Texts.text("check.password") : "";
    }

    /** What Jenkins knows of it. */
    @Extension
    @Symbol("jdbc")
    public static final class DescriptorImpl extends Descriptor<ServiceConnection> {
        @Override
        public String getDisplayName() {
            return Texts.text("connection.jdbc");
        }

        @POST
        public FormValidation doCheckId(@QueryParameter String value) {
            return Jenkins.get().hasPermission(Jenkins.ADMINISTER) && (value == null || value.isBlank())
                    ? FormValidation.error(Texts.text("check.id"))
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return FormValidation.ok();
            }
            String url = value == null ? "" : value.strip();
            String fault = fault(url);
            if (!fault.isEmpty()) {
                return FormValidation.error(fault);
            }
            String product = url.split(":", 3)[1].toLowerCase(Locale.ROOT);
            return JdbcDrivers.forUrl(url).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.warning(Texts.text("check.noDriver", product, JdbcDrivers.DIRECTORY));
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return FormValidation.ok();
            }
            boolean seconds = value != null && value.matches("0*[1-9]\\d{0,6}");
            return seconds ? FormValidation.ok() : FormValidation.error(Texts.text("check.seconds"));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            StandardListBoxModel list = new StandardListBoxModel();
            if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
                return list.includeCurrentValue(credentialsId);
            }
            return list.includeEmptyValue()
                    .includeMatchingAs(
                            ACL.SYSTEM2,
                            Jenkins.get(),
                            StandardUsernamePasswordCredentials.class,
                            List.of(),
                            CredentialsMatchers.always())
                    .includeCurrentValue(credentialsId);
        }
    }
}
