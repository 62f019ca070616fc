package io.jenkins.plugins.aidelivery.report;

import io.jenkins.plugins.aidelivery.rollout.RolloutReport;
import io.jenkins.plugins.aidelivery.rollout.SampleRollouts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reports of rollouts as people meet them. */
final class SampleRolloutReports {
    private SampleRolloutReports() {}

    static RolloutReport promoted() {
        return RolloutReport.of(SampleRollouts.promoted()).verified();
    }

    static RolloutReport rolledBack() {
        return RolloutReport.of(SampleRollouts.rolledBack()).verified();
    }

    static RolloutReport running() {
        return RolloutReport.of(SampleRollouts.running());
    }

    static RolloutReport waiting() {
        return RolloutReport.of(SampleRollouts.waiting());
    }

    static RolloutReport stuck() {
        return RolloutReport.of(SampleRollouts.stuck());
    }

    static RolloutReport refused() {
        return RolloutReport.of(SampleRollouts.refused());
    }

    static RolloutReport blind() {
        return RolloutReport.of(SampleRollouts.blind());
    }

    static RolloutReport slow() {
        return RolloutReport.of(SampleRollouts.slowWithAllTraffic());
    }

    static RolloutReport harmful() {
        return RolloutReport.of(SampleRollouts.harmful());
    }

    /** All of them, by a name for files. */
    static Map<String, RolloutReport> all() {
        Map<String, RolloutReport> all = new LinkedHashMap<>();
        all.put("promoted", promoted());
        all.put("rolled-back", rolledBack());
        all.put("running", running());
        all.put("waiting", waiting());
        all.put("stuck", stuck());
        all.put("refused", refused());
        all.put("blind", blind());
        all.put("slow", slow());
        all.put("harmful", harmful());
        return all;
    }
}
