package io.jenkins.plugins.aidelivery.evidence;

import java.util.Arrays;
import java.util.List;

/** Real reports, at least one of every format and of every form of it. */
enum RealReport {
    BANDIT("bandit", "bandit/bandit.json"),
    COBERTURA("cobertura", "cobertura/gcovr.xml"),
    COBERTURA_WITHOUT_DOCTYPE("cobertura", "cobertura/coverage-py.xml"),
    DRIFT("drift", "drift/fail.json"),
    JACOCO("jacoco", "jacoco/jacoco.xml"),
    JMH("jmh", "jmh/jmh-one-iteration.json"),
    JUNIT("junit", "junit/pytest.xml"),
    JUNIT_SUREFIRE("junit", "junit/surefire-rerun/TEST-example.RiskTest.xml"),
    K6("k6", "k6/handle-summary.json"),
    K6_FLAT("k6", "k6/summary-export.json"),
    K6_MACHINE_READABLE("k6", "k6/machine-readable-handle-summary.json"),
    LM_EVAL("lm-eval", "lm-eval/charngram-14/results_2026-11-21T09-20-14.884426.json"),
    LM_EVAL_SAMPLES("lm-eval-samples", "lm-eval/charngram-14/samples_sums_2026-11-21T09-20-14.884426.jsonl"),
    MLFLOW("mlflow", "mlflow/runs-get-finished.json"),
    MLFLOW_SEARCH("mlflow", "mlflow/runs-search.json"),
    PROMPTFOO("promptfoo", "promptfoo/results.json"),
    PROMPTFOO_LINES("promptfoo", "promptfoo/results.jsonl"),
    PROMPTFOO_2("promptfoo", "promptfoo/version-2-repeat-3.json"),
    PYTEST_BENCHMARK("pytest-benchmark", "pytest-benchmark/benchmark.json"),
    SARIF("sarif", "sarif/bandit.sarif"),
    SARIF_RESULTS_FIRST("sarif", "sarif/gosec.sarif"),
    SARIF_IN_ONE_LINE("sarif", "sarif/semgrep.sarif"),
    SKLEARN("sklearn", "sklearn/binary-named.json");

    private final String format;
    private final String fixture;

    RealReport(String format, String fixture) {
        this.format = format;
        this.fixture = fixture;
    }

    static List<RealReport> all() {
        return Arrays.asList(values());
    }

    String format() {
        return format;
    }

    String fixture() {
        return fixture;
    }

    /** Its name without directories; some formats keep something in it. */
    String fileName() {
        return fixture.substring(fixture.lastIndexOf('/') + 1);
    }

    boolean isXml() {
        return fixture.endsWith(".xml");
    }

    boolean isLines() {
        return fixture.endsWith(".jsonl");
    }
}
