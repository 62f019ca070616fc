package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import io.jenkins.plugins.aidelivery.rollout.connection.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commits weights to a file and pushes them; reads them back from the repository's branch. Somebody else who pushes in between
 * is no obstacle: the change is made again on top of theirs. The epoch stands in the commit's message, and is found again
 * among the last 50 commits of the branch.
 */
final class GitRouter implements Router {
    /** For each of git's commands. */
    static final Duration WITHIN = Duration.ofSeconds(30);

    private static final int TRIES = 5;
    private static final Pattern ORDER = Pattern.compile("(?m)^AI-Delivery-Order: (\\d+) (\\S+)$");

    private final Repository repository;
    private final Edit edit;
    private final Scale scale;
    private final Executor executor;
    private Optional<GitWork> work = Optional.empty();

    /**
     * Where weights are kept.
     *
     * @param git what stands before each of its commands, with its environment
     * @param kept directory of a clone that outlives this, or empty
     * @param within how long each command may take
     */
    record Repository(GitWork.Place place, LocalProgram git, Optional<Path> kept, Duration within) {}

    /**
     * What is changed.
     *
     * @param canary pointer of its weight
     * @param stable pointer of its weight, if it has one
     * @param document of the file, from 0
     * @param message with places for weights
     */
    record Edit(String canary, Optional<String> stable, int document, String message) {}

    GitRouter(Repository repository, Edit edit, Scale scale, Executor executor) {
        this.repository = repository;
        this.edit = edit;
        this.scale = scale;
        this.executor = executor;
    }

    @Override
    public CompletionStage<List<String>> check(Demand demand) {
        List<String> obstacles = new ArrayList<>(scale.tooFine(demand));
        return blocking(1, () -> {
            try {
                read();
                edited(work().read(), scale.values(0, 0));
            } catch (IOException e) {
                obstacles.add(e.getMessage());
            }
            return obstacles;
        });
    }

    @Override
    public CompletionStage<Void> setWeight(double percent, long epoch) {
        Map<String, String> values = scale.values(percent, epoch);
        return blocking(TRIES, () -> {
            write(values, epoch);
            return null;
        });
    }

    @Override
    public CompletionStage<Double> weight() {
        return blocking(1, this::read);
    }

    private synchronized double read() throws IOException {
        work().fetch();
        try {
            double number = new YamlNumbers(work().read(), edit.document()).number(edit.canary());
            if (!scale.holds(number)) {
                throw new IOException("has at " + edit.canary() + " " + Percent.text(number)
                        + ", which is not from 0 to " + Percent.text(scale.all()));
            }
            return scale.percent(number);
        } catch (IOException e) {
            throw about(e);
        }
    }

    private synchronized void write(Map<String, String> values, long epoch) throws IOException {
        String said = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            work().fetch();
            refuseOutdated(epoch);
            String before = work().read();
            String after = edited(before, values);
            if (after.equals(before)) {
                return;
            }
            work().commit(after, message(values, epoch));
            LocalProgram.Ended ended = work().push();
            if (ended.code() == 0) {
                return;
            }
            said = repository.git().said(ended);
            if (!isOvertaken(ended)) {
                throw new IOException("the change of " + repository.place() + " was not taken" + said);
            }
        }
        throw new IOException(
                "the change of " + repository.place() + " was overtaken by others " + TRIES + " times" + said);
    }

    /** Whether somebody else was faster; a hook that refuses says otherwise. */
    private static boolean isOvertaken(LocalProgram.Ended ended) {
        String said = ended.output() + ended.complaint();
        return said.contains("fetch first")
                || said.contains("non-fast-forward")
                || said.contains("cannot lock ref")
                || said.contains("failed to update ref");
    }

    private void refuseOutdated(long epoch) throws IOException {
        Matcher orders = ORDER.matcher(work().messages());
        while (orders.find()) {
            long seen = Long.parseLong(orders.group(1));
            if (orders.group(2).equals(edit.canary()) && seen > epoch) {
                throw new IOException(repository.place() + " has had orders of epoch " + seen + "; this one, of epoch "
                        + epoch + ", is outdated and was refused");
            }
        }
    }

    private String edited(String text, Map<String, String> values) throws IOException {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put(edit.canary(), values.get("weight"));
        edit.stable().ifPresent(pointer -> changes.put(pointer, values.get("stable")));
        try {
            return new YamlNumbers(text, edit.document()).with(changes);
        } catch (IOException e) {
            throw about(e);
        }
    }

    private IOException about(IOException rest) {
        return rest.getMessage().startsWith("has ") || rest.getMessage().startsWith("is ")
                ? new IOException(repository.place() + " " + rest.getMessage(), rest)
                : rest;
    }

    private String message(Map<String, String> values, long epoch) {
        return Template.filled(edit.message(), values) + "\n\nAI-Delivery-Order: " + epoch + " " + edit.canary() + "\n";
    }

    private synchronized GitWork work() throws IOException {
        if (work.isEmpty()) {
            Path directory = repository.kept().isPresent()
                    ? repository.kept().get()
                    : Files.createTempDirectory("ai-delivery-git-");
            work = Optional.of(new GitWork(repository.place(), directory, repository.git(), repository.within()));
        }
        return work.get();
    }

    /** Each try is some commands, of which fetch and push take time. */
    private <T> CompletionStage<T> blocking(int tries, Blocking.Work<T> work) {
        return Blocking.call(
                executor,
                repository.place().repository(),
                repository.within().multipliedBy(2L * tries).plusSeconds(1),
                work);
    }

    @Override
    public synchronized void close() {
        if (work.isPresent() && repository.kept().isEmpty()) {
            try {
                work.get().delete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        work = Optional.empty();
    }
}
