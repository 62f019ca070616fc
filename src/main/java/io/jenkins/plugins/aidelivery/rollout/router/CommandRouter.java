package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Blocking;
import io.jenkins.plugins.aidelivery.rollout.connection.LocalProgram;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Runs one program to set a weight, and another that prints it. Outdated orders are theirs to refuse: they are told the epoch. */
final class CommandRouter implements Router {
    /** A program that takes all its time is stopped by its own clock, and says so. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private static final int SHOWN = 60;

    private final LocalProgram set;
    private final LocalProgram read;
    private final Scale scale;
    private final Duration within;
    private final Executor executor;

    CommandRouter(LocalProgram set, LocalProgram read, Scale scale, Duration within, Executor executor) {
        this.set = set;
        this.read = read;
        this.scale = scale;
        this.within = within;
        this.executor = executor;
    }

    @Override
    public CompletionStage<List<String>> check(Demand demand) {
        List<String> obstacles = new ArrayList<>(scale.tooFine(demand));
        return blocking(read, () -> {
            try {
                ask();
            } catch (IOException e) {
                obstacles.add(e.getMessage());
            }
            return obstacles;
        });
    }

    @Override
    public CompletionStage<Void> setWeight(double percent, long epoch) {
        LocalProgram filled = set.filled(scale.values(percent, epoch));
        return blocking(set, () -> {
            filled.runWell(within);
            return null;
        });
    }

    @Override
    public CompletionStage<Double> weight() {
        return blocking(read, this::ask);
    }

    private double ask() throws IOException {
        String said = read.runWell(within).strip();
        try {
            double number = Double.parseDouble(said);
            if (scale.holds(number)) {
                return scale.percent(number);
            }
        } catch (NumberFormatException e) {
            throw new IOException(nonsense(said), e);
        }
        throw new IOException(nonsense(said));
    }

    private String nonsense(String said) {
        String shown = said.length() > SHOWN ? said.substring(0, SHOWN) + "…" : said;
        return "'" + read.words().get(0) + "' printed '" + read.hidden(shown) + "' where a number from 0 to "
                + Percent.text(scale.all()) + " was expected";
    }

    private <T> CompletionStage<T> blocking(LocalProgram program, Blocking.Work<T> work) {
        return Blocking.call(executor, "'" + program.words().get(0) + "'", within.plus(SLACK), work);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
