package io.jenkins.plugins.aidelivery.jenkins;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aidelivery.drift.DriftSettings;
import io.jenkins.plugins.aidelivery.drift.TableSpec;
import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Driver;
import java.util.List;
import java.util.Optional;

/** Gets profiles from where the data is: files in the workspace, tables from the controller. Both may be compared with each other. */
final class DataProfiles {
    /** Bytes of a profile in the workspace; one of a hundred columns has less than one million. */
    private static final long LARGEST = 64 << 20;

    private final Run<?, ?> run;
    private final FilePath workspace;
    private final DriftSettings rules;
    private final TaskListener listener;

    DataProfiles(Run<?, ?> run, FilePath workspace, DriftSettings rules, TaskListener listener) {
        this.run = run;
        this.workspace = workspace;
        this.rules = rules;
        this.listener = listener;
    }

    /** @param accepted what is compared with if no reference is named */
    ProfileRequest.Profiles of(Optional<TableSpec> reference, TableSpec current, Optional<DatasetProfile> accepted)
            throws IOException, InterruptedException {
        if (reference.isEmpty()) {
            return ask(current, request(List.of(), current, accepted));
        }
        TableSpec before = reference.get();
        if (before instanceof TableSpec.Profile profile) {
            return ask(current, request(List.of(), current, Optional.of(kept(profile.path()))));
        }
        if (connection(before).equals(connection(current))) {
            return ask(current, request(texts(before), current, Optional.empty()));
        }
        DatasetProfile elsewhere =
                ask(before, request(List.of(), before, Optional.empty())).current();
        return ask(current, request(List.of(), current, Optional.of(elsewhere)));
    }

    private ProfileRequest request(List<String> reference, TableSpec current, Optional<DatasetProfile> accepted) {
        return new ProfileRequest(
                reference,
                texts(current),
                rules.columns(),
                rules.ignore(),
                rules.model(),
                rules.quality().questions(),
                rules.multivariate(),
                accepted.orElse(null));
    }

    private ProfileRequest.Profiles ask(TableSpec where, ProfileRequest request)
            throws IOException, InterruptedException {
        String name = connection(where);
        if (name.isEmpty()) {
            return ProfileFiles.in(workspace, request, listener);
        }
        JdbcConnection connection = AiDeliveryConfiguration.get()
                .connection(name, JdbcConnection.class)
                .orElseThrow(() -> Texts.refusal("connection.unknown", name));
        Driver driver = JdbcDrivers.forUrl(connection.getUrl())
                .orElseThrow(() -> Texts.refusal("connection.noDriver", name, JdbcDrivers.DIRECTORY));
        return ProfileTables.in(driver, connection.database(run), request, listener);
    }

    private DatasetProfile kept(String path) throws IOException, InterruptedException {
        ReadSpec.Text file = GateRun.there(() -> workspace.act(new ReadSpec(path, LARGEST)));
        GateRun.stopIfAborted();
        if (!file.complaint().isEmpty()) {
            throw Texts.refusal("drift.noProfile", path + ": " + file.complaint());
        }
        try {
            byte[] json = file.content().getBytes(StandardCharsets.UTF_8);
            return JsonFile.read(json, path, DatasetProfile.class, DatasetProfile.SCHEMA);
        } catch (IOException e) {
            throw Texts.refusal("drift.noProfile", e.getMessage());
        }
    }

    /** The name of the connection to where a table is; empty for the workspace. */
    private static String connection(TableSpec spec) {
        if (spec instanceof TableSpec.Table table) {
            return table.connection();
        }
        return spec instanceof TableSpec.Query query ? query.connection() : "";
    }

    /** Patterns of files, or a table or query. */
    static List<String> texts(TableSpec spec) {
        if (spec instanceof TableSpec.Files files) {
            return files.patterns();
        }
        if (spec instanceof TableSpec.Table table) {
            return List.of(table.table());
        }
        return spec instanceof TableSpec.Query query
                ? List.of(query.sql())
                : List.of(((TableSpec.Profile) spec).path());
    }
}
