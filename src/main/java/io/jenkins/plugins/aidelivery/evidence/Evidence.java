package io.jenkins.plugins.aidelivery.evidence;

import io.jenkins.plugins.aidelivery.measure.Measures;
import java.util.List;

/**
 * What was found: all measures, and an account of every file.
 *
 * @param measures of all files together
 * @param files in the order in which they were read
 */
public record Evidence(Measures measures, List<EvidenceFile> files) {
    public Evidence {
        files = List.copyOf(files);
    }

    /** The files that keep a gate from passing. */
    public List<EvidenceFile> problems() {
        return files.stream().filter(file -> file.state().isProblem()).toList();
    }
}
