package io.jenkins.plugins.aidelivery.jenkins;

import com.fasterxml.jackson.core.type.TypeReference;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.aidelivery.evidence.Evidence;
import io.jenkins.plugins.aidelivery.evidence.EvidenceCollector;
import io.jenkins.plugins.aidelivery.evidence.EvidenceEntry;
import io.jenkins.plugins.aidelivery.evidence.Freshness;
import io.jenkins.plugins.aidelivery.store.JsonFile;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.time.Instant;
import java.util.List;
import jenkins.MasterToSlaveFileCallable;

/**
 * Reads evidence on the machine that has the workspace; only measures come back. Both ways travel as the JSON that is
 * stored anyway, so nothing depends on how two Java versions serialise a class.
 */
final class CollectEvidence extends MasterToSlaveFileCallable<String> {
    @Serial
    private static final long serialVersionUID = 1;

    private static final TypeReference<List<EvidenceEntry>> ENTRIES = new TypeReference<>() {};

    private final String entries;
    private final long buildStarted;

    /**
     * @param entries as JSON
     * @param buildStarted epoch milliseconds by the clock of the machine that has the workspace
     */
    private CollectEvidence(String entries, long buildStarted) {
        this.entries = entries;
        this.buildStarted = buildStarted;
    }

    /** @param buildStarted epoch milliseconds by the controller's clock */
    static Evidence in(FilePath workspace, List<EvidenceEntry> entries, long buildStarted)
            throws IOException, InterruptedException {
        String request = JsonFile.MAPPER.writerFor(ENTRIES).writeValueAsString(entries);
        long started = buildStarted + AgentClock.leastOffset(workspace);
        String answer = workspace.act(new CollectEvidence(request, started));
        return JsonFile.MAPPER.readValue(answer, Evidence.class);
    }

    @Override
    public String invoke(File workspace, VirtualChannel channel) throws IOException {
        List<EvidenceEntry> wanted = JsonFile.MAPPER.readValue(entries, ENTRIES);
        Freshness freshness = new Freshness(Instant.now(), Instant.ofEpochMilli(buildStarted));
        return JsonFile.MAPPER.writeValueAsString(new EvidenceCollector(workspace.toPath(), freshness).collect(wanted));
    }

    /** Files carry the time of the machine that wrote them, and clocks differ. */
    private static final class AgentClock extends MasterToSlaveFileCallable<Long> {
        @Serial
        private static final long serialVersionUID = 1;

        /** How far the workspace's clock is ahead of ours, at the least: a doubt must not make a report stale. */
        static long leastOffset(FilePath workspace) throws IOException, InterruptedException {
            long least = Long.MIN_VALUE;
            // The first call may take seconds, because the class travels; the best one counts.
            for (int i = 0; i < 3; i++) {
                long before = System.currentTimeMillis();
                long there = workspace.act(new AgentClock());
                long after = System.currentTimeMillis();
                least = Math.max(least, there - Math.max(after, before));
            }
            return least;
        }

        @Override
        public Long invoke(File workspace, VirtualChannel channel) {
            return System.currentTimeMillis();
        }
    }
}
