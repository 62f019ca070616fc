package io.jenkins.plugins.aidelivery.jenkins;

import hudson.AbortException;
import io.jenkins.plugins.aidelivery.drift.DriftSpec;
import io.jenkins.plugins.aidelivery.drift.DriftSpecs;
import io.jenkins.plugins.aidelivery.drift.TableSpec;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What {@code driftCheck} compares, and by which rules: all that a specification can say as well. */
public abstract class DriftParameters extends Step {
    private String spec = "";
    private String current = "";
    private String reference = "";
    private String connection = "";
    private String name = "";
    private String environment = "";
    private String preset = "";
    private List<String> columns = new ArrayList<>();
    private List<String> ignore = new ArrayList<>();
    private Double alpha;
    private Double share;
    private Integer minimumCount;
    private String target = "";
    private String prediction = "";
    private String score = "";
    private String positive = "";
    private boolean multivariate;

    public String getSpec() {
        return spec;
    }

    @DataBoundSetter
    public void setSpec(String spec) {
        this.spec = trimmed(spec);
    }

    public String getCurrent() {
        return current;
    }

    @DataBoundSetter
    public void setCurrent(String current) {
        this.current = trimmed(current);
    }

    public String getReference() {
        return reference;
    }

    @DataBoundSetter
    public void setReference(String reference) {
        this.reference = trimmed(reference);
    }

    public String getConnection() {
        return connection;
    }

    @DataBoundSetter
    public void setConnection(String connection) {
        this.connection = trimmed(connection);
    }

    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = trimmed(name);
    }

    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = trimmed(environment);
    }

    public String getPreset() {
        return preset;
    }

    @DataBoundSetter
    public void setPreset(String preset) {
        this.preset = trimmed(preset);
    }

    public List<String> getColumns() {
        return new ArrayList<>(columns);
    }

    @DataBoundSetter
    public void setColumns(List<String> patterns) {
        this.columns = lines(patterns);
    }

    /** For the form. */
    public String getColumnsLines() {
        return String.join("\n", columns);
    }

    public List<String> getIgnore() {
        return new ArrayList<>(ignore);
    }

    @DataBoundSetter
    public void setIgnore(List<String> patterns) {
        this.ignore = lines(patterns);
    }

    /** For the form. */
    public String getIgnoreLines() {
        return String.join("\n", ignore);
    }

    public Double getAlpha() {
        return alpha;
    }

    /** @param alpha level of significance; null for the default */
    @DataBoundSetter
    public void setAlpha(Double alpha) {
        this.alpha = alpha;
    }

    public Double getShare() {
        return share;
    }

    /** @param share of drifted columns from which the data has drifted, 0 … 1; null for the default */
    @DataBoundSetter
    public void setShare(Double share) {
        this.share = share;
    }

    public Integer getMinimumCount() {
        return minimumCount;
    }

    /** @param minimumCount rows without which nothing is kept or shown by itself; null for everything */
    @DataBoundSetter
    public void setMinimumCount(Integer minimumCount) {
        this.minimumCount = minimumCount;
    }

    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = trimmed(target);
    }

    public String getPrediction() {
        return prediction;
    }

    @DataBoundSetter
    public void setPrediction(String prediction) {
        this.prediction = trimmed(prediction);
    }

    public String getScore() {
        return score;
    }

    @DataBoundSetter
    public void setScore(String score) {
        this.score = trimmed(score);
    }

    public String getPositive() {
        return positive;
    }

    @DataBoundSetter
    public void setPositive(String positive) {
        this.positive = trimmed(positive);
    }

    public boolean isMultivariate() {
        return multivariate;
    }

    @DataBoundSetter
    public void setMultivariate(boolean multivariate) {
        this.multivariate = multivariate;
    }

    static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** One text may hold several, a line each, because that is how a form sends them. */
    private static List<String> lines(List<String> texts) {
        return texts == null
                ? new ArrayList<>()
                : texts.stream()
                        .filter(Objects::nonNull)
                        .flatMap(String::lines)
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Says the same to another one, with its texts changed. */
    final void copyTo(DriftParameters other, UnaryOperator<String> change) {
        other.setSpec(changed(spec, change));
        other.setCurrent(changed(current, change));
        other.setReference(changed(reference, change));
        other.setConnection(changed(connection, change));
        other.setName(changed(name, change));
        other.setEnvironment(changed(environment, change));
        other.setPreset(changed(preset, change));
        other.setColumns(lines(columns).stream().map(change).toList());
        other.setIgnore(lines(ignore).stream().map(change).toList());
        other.setTarget(changed(target, change));
        other.setPrediction(changed(prediction, change));
        other.setScore(changed(score, change));
        other.setPositive(changed(positive, change));
        other.setMultivariate(multivariate);
        other.setAlpha(alpha);
        other.setShare(share);
        other.setMinimumCount(minimumCount);
    }

    static String changed(String text, UnaryOperator<String> change) {
        return text == null ? "" : change.apply(text);
    }

    /**
     * What is compared and how: what is said here goes over what is written.
     *
     * @param written the specification, if there is one
     * @throws AbortException with all faults
     */
    final DriftSpec resolvedOver(DriftSpecs written) throws AbortException {
        // Without a specification an environment is the name of a baseline, and nothing else.
        DriftSpecs.Request said = new DriftSpecs.Request(spec.isEmpty() ? "" : environment, Map.of())
                .with("name", name)
                .with("preset", preset)
                .with("columns", columns)
                .with("ignore", ignore)
                .with("alpha", alpha == null ? "" : alpha.toString())
                .with("share", share == null ? "" : share.toString())
                .with("minimumCount", minimumCount == null ? "" : minimumCount.toString())
                .with("target", target)
                .with("prediction", prediction)
                .with("score", score)
                .with("positive", positive)
                .with("multivariate", multivariate ? "true" : "");
        if (connection.isEmpty()) {
            said = said.with("reference", reference).with("current", current);
        }
        try {
            DriftSpec resolved = written.resolve(said);
            return connection.isEmpty()
                    ? resolved
                    : new DriftSpec(
                            resolved.settings(),
                            table(reference).or(resolved::reference),
                            table(current).or(resolved::current));
        } catch (SpecException e) {
            throw Texts.refusal("drift.refused", e.getMessage());
        }
    }

    private Optional<TableSpec> table(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new TableSpec.Table(connection, text));
    }
}
