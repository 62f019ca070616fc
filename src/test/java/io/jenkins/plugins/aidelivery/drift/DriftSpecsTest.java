package io.jenkins.plugins.aidelivery.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aidelivery.drift.DriftSettings.ColumnRule;
import io.jenkins.plugins.aidelivery.drift.DriftSettings.Missing;
import io.jenkins.plugins.aidelivery.drift.performance.Metric;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules.Change;
import io.jenkins.plugins.aidelivery.drift.performance.PerformanceRules.Limits;
import io.jenkins.plugins.aidelivery.drift.profile.ModelColumns;
import io.jenkins.plugins.aidelivery.drift.profile.Task;
import io.jenkins.plugins.aidelivery.drift.rows.Multivariate;
import io.jenkins.plugins.aidelivery.spec.Corpus;
import io.jenkins.plugins.aidelivery.spec.PublishedSchema;
import io.jenkins.plugins.aidelivery.spec.SpecException;
import io.jenkins.plugins.aidelivery.spec.SpecParser;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** Drift checks as people write them: what they mean, and what is refused with which sentences. */
public class DriftSpecsTest {
    private static final PublishedSchema SCHEMA = new PublishedSchema(DriftSchema.text());

    private static final QualityRules QUALITY = new QualityRules(
            false,
            true,
            new QualityRules.TableLimits(
                    Optional.of(
                            new QualityRules.RowLimits(Optional.of(1000L), Optional.of(1_000_000L), Optional.of(0.5))),
                    Optional.of(0.01),
                    List.of("customer", "day"),
                    Optional.of(new QualityRules.Leakage(Optional.empty())),
                    Optional.of(0.3),
                    true),
            new QualityRules.ColumnLimits(
                    java.util.Map.of("*", 0.2, "age", 0.0),
                    java.util.Map.of("age", new QualityRules.Range(Optional.of(0.0), Optional.of(120.0))),
                    java.util.Map.of("country", List.of("DE", "NO"))));

    /** What the schema lets through, because it has no words for it. */
    private static final Set<String> BEYOND_JSON_SCHEMA = Set.of(
            // One value against another.
            "a-rule-for-a-column-not-judged",
            "a-column-judged-and-ignored",
            "a-target-that-is-ignored",
            "one-column-in-two-roles",
            // A range of numbers written as text.
            "a-level-in-quotes-out-of-range");

    @Test
    public void whatIsValidIsAcceptedByReaderAndSchema() throws SpecException {
        for (Path file : Corpus.valid(DriftSpecs.class)) {
            String text = Corpus.read(file);
            assertThat(resolved(text, DriftSpecs.Request.PLAIN))
                    .as(Corpus.name(file))
                    .isNotNull();
            assertThat(SCHEMA.complaints(text)).as(Corpus.name(file)).isEmpty();
        }
    }

    @Test
    public void whatIsInvalidIsRefusedWithAllItsFaultsInOneGo() {
        for (Path file : Corpus.invalid(DriftSpecs.class)) {
            String text = Corpus.read(file);
            assertThat(refusal(text, DriftSpecs.Request.PLAIN).lines().map(line -> line.replace("drift.yml:", "")))
                    .as(Corpus.name(file))
                    .containsExactlyElementsOf(Corpus.expectations(text));
        }
    }

    @Test
    public void whatIsInvalidIsRefusedByTheSchemaAsFarAsItHasWordsForIt() throws SpecException {
        Set<String> accepted = new TreeSet<>();
        for (Path file : Corpus.invalid(DriftSpecs.class)) {
            if (SCHEMA.complaints(Corpus.read(file)).isEmpty()) {
                accepted.add(Corpus.name(file));
            }
        }
        assertThat(accepted).isEqualTo(new TreeSet<>(BEYOND_JSON_SCHEMA));
    }

    @Test
    public void aCheckMeansTheSameInJson() throws SpecException {
        for (Path file : Corpus.valid(DriftSpecs.class)) {
            String text = Corpus.read(file);
            String json = PublishedSchema.json(
                            SpecParser.parse("drift.yml", text).root())
                    .toPrettyString();
            assertThat(resolved(json, DriftSpecs.Request.PLAIN))
                    .as(Corpus.name(file))
                    .isEqualTo(resolved(text, DriftSpecs.Request.PLAIN));
        }
    }

    @Test
    public void theSchemaIsAValidSchemaThatNamesPresetsAndMethods() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(DriftSchema.text());

        assertThat(PublishedSchema.faults(schema)).isEmpty();
        assertThat(schema.at("/$defs/check/properties/preset/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(Preset.values()).map(Preset::id).toList());
        assertThat(schema.at("/$defs/rule/properties/method/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(Method.values()).map(Method::id).toList());
    }

    @Test
    public void everyKeyHasItsMeaning() throws SpecException {
        DriftSpec spec = resolved(everything(), DriftSpecs.Request.PLAIN);

        assertThat(spec.settings())
                .isEqualTo(new DriftSettings(
                        "fraud-features",
                        Preset.DEFAULT,
                        List.of("amount", "city_*", "🙂 \"quoted\""),
                        List.of("*_id"),
                        0.01,
                        0.3,
                        java.util.Map.of(
                                "amount", new ColumnRule(Optional.of(Method.PSI), Optional.of(0.2), 3, true),
                                "city_code", new ColumnRule(Optional.empty(), Optional.empty(), 0, false)),
                        Missing.CONDITIONAL,
                        10,
                        new ModelColumns("is_fraud", "said_fraud", "probability", "true", Task.CLASSIFICATION),
                        new PerformanceRules(
                                true,
                                java.util.Map.of(
                                        Metric.ACCURACY,
                                        new Limits(
                                                Optional.of(0.85),
                                                Optional.empty(),
                                                Optional.of(new Change(0.02, true)),
                                                Optional.of(true)),
                                        Metric.BRIER,
                                        new Limits(
                                                Optional.empty(),
                                                Optional.of(0.1),
                                                Optional.of(new Change(0.01, false)),
                                                Optional.empty()),
                                        Metric.ROC_AUC,
                                        new Limits(
                                                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                                        Metric.F1,
                                        new Limits(
                                                Optional.of(0.5),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty()))),
                        QUALITY,
                        new HistoryRules(List.of("am*", "city_code"), 30, 10, Optional.empty(), Optional.of(0.95), 1.5),
                        List.of(Multivariate.values())));
        assertThat(spec.reference())
                .contains(new TableSpec.Files(List.of("data/2025/*.parquet", "data/2026/*.parquet")));
        assertThat(spec.current())
                .contains(new TableSpec.Query("warehouse", "SELECT * FROM sales WHERE day = CURRENT_DATE"));
    }

    @Test
    public void whatIsLeftOutIsTheDefault() throws SpecException {
        DriftSpec spec = resolved("name: \"\\u00e9t\\u00e9\"", DriftSpecs.Request.PLAIN);

        assertThat(spec.settings().name()).isEqualTo("été");
        assertThat(resolved("{}", DriftSpecs.Request.PLAIN).settings()).isEqualTo(DriftSettings.defaults());
        assertThat(DriftSpecs.none().resolve(DriftSpecs.Request.PLAIN).settings())
                .isEqualTo(DriftSettings.defaults());
    }

    @Test
    public void anEnvironmentSaysOnlyWhatIsDifferent() throws SpecException {
        DriftSpec staging = resolved(everything(), in("staging"));
        DriftSpec production = resolved(everything(), in("production"));

        assertThat(staging.settings().share()).isEqualTo(0.5);
        assertThat(staging.reference()).contains(new TableSpec.Table("warehouse", "analytics.sales"));
        assertThat(production.reference()).contains(new TableSpec.Profile("baselines/fraud.json"));
        assertThat(production.settings().rule("amount"))
                .isEqualTo(new ColumnRule(Optional.of(Method.PSI), Optional.of(0.1), 3, true));
        assertThat(resolved(everything(), in("development"))).isEqualTo(resolved(everything(), in("")));
        assertThat(refusal(everything(), in("prodution")))
                .isEqualTo("drift.yml:39: environments: there is no environment 'prodution'; there are staging,"
                        + " production, development; did you mean 'production'?");
    }

    @Test
    public void whatTheCallerSaysTakesThePlaceOfTheFiles() throws SpecException {
        DriftSpecs.Request said = in("staging")
                .with("preset", "seed")
                .with("columns", List.of("amount", "city_code"))
                .with("alpha", "10%")
                .with("share", "")
                .with("current", List.of("a.csv", "b.csv"))
                .withProfile("p.json");

        DriftSpec spec = resolved(everything(), said);

        assertThat(spec.settings().preset()).isEqualTo(Preset.SEED);
        assertThat(spec.settings().columns()).containsExactly("amount", "city_code");
        assertThat(spec.settings().alpha()).isEqualTo(0.1);
        assertThat(spec.settings().share()).isEqualTo(0.5);
        assertThat(spec.current()).contains(new TableSpec.Files(List.of("a.csv", "b.csv")));
        assertThat(spec.reference()).contains(new TableSpec.Profile("p.json"));
    }

    @Test
    public void whatTheCallerSaysWrongIsSaidToBeAParameter() {
        assertThat(refusal("name: x", DriftSpecs.Request.PLAIN.with("preset", "evidentely")))
                .startsWith("parameter: preset: one of default, ")
                .endsWith("was expected, not 'evidentely'; did you mean 'evidently'?");
    }

    private static DriftSpecs.Request in(String environment) {
        return new DriftSpecs.Request(environment, java.util.Map.of());
    }

    private static String everything() {
        return Corpus.valid(DriftSpecs.class).stream()
                .filter(file -> Corpus.name(file).equals("everything"))
                .map(Corpus::read)
                .findFirst()
                .orElseThrow();
    }

    private static DriftSpec resolved(String text, DriftSpecs.Request request) throws SpecException {
        return DriftSpecs.parse("drift.yml", text).resolve(request);
    }

    private static String refusal(String text, DriftSpecs.Request request) {
        try {
            DriftSpecs.parse("drift.yml", text).resolve(request);
        } catch (SpecException e) {
            return e.getMessage();
        }
        throw new AssertionError("accepted:\n" + text);
    }
}
