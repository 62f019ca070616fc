package io.jenkins.plugins.aidelivery.rollout.connection;

import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.Optional;

/** Which machines a plan may talk to, and with which secrets: a matter of the face that the engine is used through. */
public interface Connections {
    /**
     * What a plan means: the {@code connection} that it names, or, where that is allowed, what it writes out.
     *
     * @param in settings of a router or metric source; {@code connection}, the given key, {@code token}, {@code user} and
     *     {@code password} are asked for, and what is wrong with them is taken down there
     * @param key of the address, such as {@code url}
     */
    Optional<Endpoint> endpoint(SpecCursor in, String key);

    /** Whether a plan may run commands, write files and use repositories here: in a shell it may, on a controller not. */
    boolean allowsLocal();
}
