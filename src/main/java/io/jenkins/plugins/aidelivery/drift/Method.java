package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.Kind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How two columns are compared. */
public enum Method {
    KOLMOGOROV_SMIRNOV("ks", "Kolmogorov–Smirnov D", true, false),
    WASSERSTEIN("wasserstein", "Wasserstein distance / σ", true, false),
    WASSERSTEIN_RAW("wasserstein-raw", "Wasserstein distance", true, false),
    ENERGY("energy", "energy distance", true, false),
    CRAMER_VON_MISES("cramer-von-mises", "Cramér–von Mises T", true, false),
    ANDERSON_DARLING("anderson-darling", "Anderson–Darling A²", true, false),
    MANN_WHITNEY("mann-whitney", "Mann–Whitney U", true, false),
    T_TEST("t-test", "Student's t", true, false),
    PSI("psi", "population stability index", true, true),
    JENSEN_SHANNON("jensen-shannon", "Jensen–Shannon distance", true, true),
    KULLBACK_LEIBLER("kl", "Kullback–Leibler divergence", true, true),
    HELLINGER("hellinger", "Hellinger distance", true, true),
    TOTAL_VARIATION("total-variation", "total variation", true, true),
    L_INFINITY("l-infinity", "L∞ distance", true, true),
    CHI_SQUARE("chi-square", "chi-square", false, true),
    G_TEST("g-test", "G", false, true),
    Z_TEST("z-test", "z of two proportions", false, true),
    FISHER("fisher", "Fisher's exact test", false, true),
    CRAMERS_V("cramers-v", "Cramér's V", false, true),
    TEXT_DOMAIN("text-domain", "text classifier's AUC", Kind.TEXT),
    VOCABULARY("vocabulary", "vocabulary L∞", Kind.TEXT),
    MEAN_DISCREPANCY("mmd", "mean discrepancy MMD²", Kind.VECTOR),
    MEAN_DISTANCE("mean-distance", "distance of the means", Kind.VECTOR),
    COSINE_DISTANCE("cosine-distance", "cosine distance of the means", Kind.VECTOR),
    COMPONENT_SHARE("component-share", "share of components that moved", Kind.VECTOR);

    private final String id;
    private final String label;
    private final boolean numbers;
    private final boolean categories;
    private final Optional<Kind> kind;

    Method(String id, String label, boolean numbers, boolean categories) {
        this.id = id;
        this.label = label;
        this.numbers = numbers;
        this.categories = categories;
        this.kind = Optional.empty();
    }

    /** Of cells that are neither. */
    Method(String id, String label, Kind kind) {
        this.id = id;
        this.label = label;
        this.numbers = false;
        this.categories = false;
        this.kind = Optional.of(kind);
    }

    /** As it is written in a file. */
    public String id() {
        return id;
    }

    /** For people. */
    public String label() {
        return label;
    }

    public boolean comparesNumbers() {
        return numbers;
    }

    public boolean comparesCategories() {
        return categories;
    }

    /** Texts that are no categories. */
    public boolean comparesTexts() {
        return kind.filter(Kind.TEXT::equals).isPresent();
    }

    public boolean comparesVectors() {
        return kind.filter(Kind.VECTOR::equals).isPresent();
    }

    /** The one with an id, in any case. */
    public static Optional<Method> named(String id) {
        return Arrays.stream(values())
                .filter(method -> method.id.equals(id.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
