package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;
import io.jenkins.plugins.aidelivery.drift.rows.RowFindings;

/**
 * Two tables as far as a comparison needs them.
 *
 * @param reference what is compared with
 * @param current profiled like it
 * @param rows what rows told that can't be told from profiles
 */
public record TablePair(DatasetProfile reference, DatasetProfile current, RowFindings rows) {
    /** Without rows. */
    public TablePair(DatasetProfile reference, DatasetProfile current) {
        this(reference, current, RowFindings.NONE);
    }
}
