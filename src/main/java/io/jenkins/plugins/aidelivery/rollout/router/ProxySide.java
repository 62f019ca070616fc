package io.jenkins.plugins.aidelivery.rollout.router;

import java.util.Locale;

/** Where a request goes. */
enum ProxySide {
    CANARY,
    STABLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
