package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.DatasetProfile;

/**
 * Two tables as far as a comparison needs them.
 *
 * @param reference what is compared with
 * @param current profiled like it
 */
public record TablePair(DatasetProfile reference, DatasetProfile current) {}
