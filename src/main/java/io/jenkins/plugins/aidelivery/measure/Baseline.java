package io.jenkins.plugins.aidelivery.measure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import java.util.Optional;

/**
 * The measures of the version that was accepted last, for one model in one environment.
 *
 * @param schema of the file, {@value #SCHEMA} today
 * @param origin which result it was taken from
 * @param measures the accepted scorecard's measures
 */
public record Baseline(int schema, Origin origin, Measures measures) {
    public static final int SCHEMA = 1;

    /**
     * Where a baseline comes from.
     *
     * @param model the model's name
     * @param environment empty where the gate has none
     * @param version the accepted version, as far as somebody named it; else empty
     * @param build a display name of the build or run that accepted it
     * @param acceptedAt epoch milliseconds
     */
    public record Origin(String model, String environment, String version, String build, long acceptedAt) {
        public Origin {
            model = model == null ? "" : model;
            environment = environment == null ? "" : environment;
            version = version == null ? "" : version;
            build = build == null ? "" : build;
        }
    }

    @JsonCreator
    public Baseline(
            @JsonProperty("schema") int schema,
            @JsonProperty("origin") Origin origin,
            @JsonProperty("measures") Measures measures) {
        this.schema = schema;
        this.origin = Objects.requireNonNull(origin);
        this.measures = Objects.requireNonNull(measures);
    }

    public Baseline(Origin origin, Measures measures) {
        this(SCHEMA, origin, measures);
    }

    /** The accepted value of a measure, if it was usable. */
    public Optional<Measure> find(MeasureId id) {
        return measures.find(id).filter(measure -> measure.status().isOk());
    }
}
