package io.jenkins.plugins.aidelivery.jenkins;

/** What a build needs in its workspace to run a gate. */
final class GateWorkspace {
    static final String GATE = """
            model: fraud
            evidence: ['reports/TEST-*.xml']
            criteria:
              - { measure: tests.success_rate, min: 90% }
            environments:
              production:
                criteria:
                  - { measure: tests.success_rate, confidence: 95% }
            """;

    static final String PASSING = "<testsuite><testcase name='a'/><testcase name='b'/></testsuite>";
    static final String FAILING = "<testsuite><testcase name='a'><failure/></testcase></testsuite>";

    private GateWorkspace() {}

    /** Pipeline steps that write the gate and a report. */
    static String written(String report) {
        return "writeFile file: 'gate.yml', text: '''" + GATE + "'''\n"
                + "writeFile file: 'reports/TEST-a.xml', text: '''" + report + "'''\n";
    }
}
