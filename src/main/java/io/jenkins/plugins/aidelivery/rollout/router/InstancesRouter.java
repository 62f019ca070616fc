package io.jenkins.plugins.aidelivery.rollout.router;

import io.jenkins.plugins.aidelivery.rollout.connection.Causes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Moves traffic by changing what instances run, a batch after the other, each well before the next begins. A later order
 * ends an earlier one behind its batch. The epoch is remembered as long as this lives; programs are told it.
 */
final class InstancesRouter implements Router {
    private static final long PAUSE = 500;

    /** Percent. */
    private static final double NEAR = 0.5;

    private final Instances instances;
    private final Pace pace;
    private final AtomicLong orders = new AtomicLong();
    private long epochSeen = Long.MIN_VALUE;
    private CompletionStage<Void> last = CompletableFuture.completedFuture(null);

    /**
     * How fast.
     *
     * @param unavailable how many change at once
     * @param spare how many more run meanwhile
     * @param ready how long until a changed instance is well
     */
    record Pace(int unavailable, int spare, Duration ready) {}

    private record Order(int wanted, long epoch, long number) {}

    InstancesRouter(Instances instances, Pace pace) {
        this.instances = instances;
        this.pace = pace;
    }

    @Override
    public CompletionStage<List<String>> check(Demand demand) {
        List<String> obstacles = new ArrayList<>();
        demand.weights().stream().sorted().map(Percent::checked).forEach(weight -> {
            double share = instances.share(instances.count(weight));
            if (Math.abs(share - weight) > NEAR) {
                obstacles.add(Percent.text(weight) + " % can't be set with "
                        + instances.names().size() + " instances; the next above is " + Percent.text(share) + " %");
            }
        });
        if (demand.sticky()) {
            obstacles.add("sessions don't keep their side: instances change while they serve");
        }
        List<CompletableFuture<String>> well = instances.names().stream()
                .map(name -> instances
                        .health(name)
                        .handle((said, problem) -> problem == null
                                ? ""
                                : "instance '" + name + "' is not well: "
                                        + Causes.of(problem).getMessage())
                        .toCompletableFuture())
                .toList();
        return instances
                .running()
                .thenCompose(now -> CompletableFuture.allOf(well.toArray(CompletableFuture[]::new))
                        .thenApply(done -> {
                            now.stream()
                                    .map(this::strange)
                                    .filter(text -> !text.isEmpty())
                                    .forEach(obstacles::add);
                            well.stream()
                                    .map(CompletableFuture::join)
                                    .filter(text -> !text.isEmpty())
                                    .forEach(obstacles::add);
                            return obstacles;
                        }));
    }

    private String strange(Instances.Running one) {
        if (one.version().isEmpty()) {
            return "instance '" + one.name() + "' doesn't tell its version: " + one.problem();
        }
        Instances.Versions versions = instances.versions();
        String version = one.version().get();
        if (version.equals(versions.before()) || version.equals(versions.after())) {
            return "";
        }
        return "instance '" + one.name() + "' runs version '" + version + "', neither '" + versions.before() + "' nor '"
                + versions.after() + "'";
    }

    @Override
    public synchronized CompletionStage<Void> setWeight(double percent, long epoch) {
        int wanted = instances.count(Percent.checked(percent));
        if (epoch < epochSeen) {
            return CompletableFuture.failedFuture(new IOException("these instances have had orders of epoch "
                    + epochSeen + "; this one, of epoch " + epoch + ", is outdated and was refused"));
        }
        epochSeen = epoch;
        Order order = new Order(wanted, epoch, orders.incrementAndGet());
        CompletionStage<Void> mine = last.handle((done, problem) -> null).thenCompose(before -> carryOut(order));
        last = mine;
        return mine;
    }

    private CompletionStage<Void> carryOut(Order order) {
        return instances.running().thenCompose(now -> {
            if (instances.changes(now, order.wanted()).isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            return instances
                    .surge(pace.spare())
                    .thenCompose(spare -> step(order))
                    .handle((done, problem) -> instances
                            .surge(0)
                            .thenCompose(gone -> problem == null
                                    ? CompletableFuture.<Void>completedFuture(null)
                                    : CompletableFuture.<Void>failedFuture(Causes.of(problem))))
                    .thenCompose(ended -> ended);
        });
    }

    private CompletionStage<Void> step(Order order) {
        if (orders.get() != order.number()) {
            return CompletableFuture.failedFuture(new IOException("this order was ended by a later one"));
        }
        return instances.running().thenCompose(now -> {
            List<Instances.Change> changes = instances.changes(now, order.wanted());
            if (changes.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            List<Instances.Change> batch = changes.subList(0, Math.min(pace.unavailable(), changes.size()));
            return all(batch, change -> instances.make(change, order.epoch()))
                    .thenCompose(made -> all(batch, this::ready))
                    .thenCompose(ready -> step(order));
        });
    }

    private static CompletionStage<Void> all(
            List<Instances.Change> batch, java.util.function.Function<Instances.Change, CompletionStage<Void>> work) {
        return CompletableFuture.allOf(batch.stream()
                .map(change -> work.apply(change).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    /** Well, and of the version that it was brought to. */
    private CompletionStage<Void> ready(Instances.Change change) {
        long until = System.nanoTime() + pace.ready().toNanos();
        return until(until, change, () -> instances.health(change.name()).thenCompose(well -> isOf(change)));
    }

    private CompletionStage<Void> isOf(Instances.Change change) {
        return instances
                .means()
                .version()
                .ask(java.util.Map.of("instance", change.name()), instances.surroundings())
                .thenCompose(version -> version.equals(change.version())
                        ? CompletableFuture.<Void>completedFuture(null)
                        : CompletableFuture.<Void>failedFuture(new IOException("it runs version '" + version + "'")));
    }

    private CompletionStage<Void> until(long until, Instances.Change change, Supplier<CompletionStage<Void>> question) {
        return question.get().exceptionallyCompose(problem -> {
            if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE) > until) {
                return CompletableFuture.failedFuture(new IOException(
                        "instance '" + change.name() + "' is not ready with version '" + change.version() + "' within "
                                + pace.ready().toSeconds() + " s: "
                                + Causes.of(problem).getMessage(),
                        problem));
            }
            return CompletableFuture.supplyAsync(
                            () -> null, CompletableFuture.delayedExecutor(PAUSE, TimeUnit.MILLISECONDS))
                    .thenCompose(nothing -> until(until, change, question));
        });
    }

    @Override
    public CompletionStage<Double> weight() {
        return instances.running().thenCompose(now -> {
            for (Instances.Running one : now) {
                if (one.version().isEmpty()) {
                    return CompletableFuture.failedFuture(new IOException(strange(one)));
                }
            }
            return CompletableFuture.completedFuture(
                    instances.share((int) now.stream().filter(instances::isNew).count()));
        });
    }

    /** Ends an order behind its batch. */
    @Override
    public void close() {
        orders.incrementAndGet();
    }
}
