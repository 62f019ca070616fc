package io.jenkins.plugins.aidelivery.cli;

/**
 * A rollout of the demo as a plan that {@code rollout run} would read. All have the same phases and rules.
 *
 * @param version that is brought
 * @param settings of its release; may be empty
 * @param previous that all goes back to
 */
record DemoPlan(String version, String settings, String previous) {
    private static final String TEXT = """
            # Written by 'ai-delivery demo' for the servers of one run; 'ai-delivery rollout plan' explains it.
            name: breast-cancer
            target: demo
            version: { id: @version@, configuration: "@settings@" }
            previous: { id: @previous@ }
            interval: 1s
            settle: 1s
            phases: 15% 5s, 40% 5s, 70% 5s, 100%
            verify: 4s
            recover: 2s
            deadline: 60s
            router:
              proxy: { url: "@router@" }
            metrics:
              openmetrics:
                url: "@metrics@"
                interval: 2s
                sides: { canary: { side: canary }, stable: { side: stable } }
            rules:
              - errors: { events: proxy_errors_total, total: proxy_requests_total, max: 5%, worse-by: 25%, critical: true }
              - errors: { name: wrong answers, events: answers_wrong_total, total: answers_total, worse-by: 50% }
              - latency: { histogram: proxy_request_duration_seconds, quantile: 0.95, max: 2s, worse-by: 100% }
            after-promotion:
              - errors: { name: errors after, events: proxy_errors_total, total: proxy_requests_total, max: 5% }
            on: { scarce: abort, doubtful: abort, blind: abort }
            blind-for: 10s
            hooks:
              deploy: { url: "@canary@", path: /deploy }
              roll-back: { url: "@canary@", path: /restore }
              clean-up: { url: "@stable@", path: /deploy }
            """;

    /** As YAML. */
    String text(DemoEdge edge) {
        return TEXT.replace("@version@", version)
                .replace("@settings@", settings)
                .replace("@previous@", previous)
                .replace("@router@", edge.router().toString())
                .replace("@metrics@", edge.metrics().toString())
                .replace("@canary@", edge.canary().toString())
                .replace("@stable@", edge.stable().toString());
    }
}
