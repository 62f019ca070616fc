package io.jenkins.plugins.aidelivery.drift.rows;

/** Ways to look at all columns together. */
public enum Multivariate {
    /** Whether a classifier tells current rows from reference rows. */
    DOMAIN_CLASSIFIER("domain-classifier", "Domain classifier"),
    /** Whether principal components of the reference give current rows as well as the reference's own. */
    PRINCIPAL_COMPONENTS("pca", "Reconstruction from principal components");

    private final String id;
    private final String title;

    Multivariate(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** As it is written in a file. */
    public String id() {
        return id;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
