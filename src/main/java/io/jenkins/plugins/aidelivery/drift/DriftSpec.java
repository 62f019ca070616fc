package io.jenkins.plugins.aidelivery.drift;

import java.util.Optional;

/**
 * A drift check as somebody wrote it down.
 *
 * @param settings how tables are compared
 * @param reference what is compared with; empty if the specification leaves that to its caller
 * @param current what is compared; the same
 */
public record DriftSpec(DriftSettings settings, Optional<TableSpec> reference, Optional<TableSpec> current) {}
