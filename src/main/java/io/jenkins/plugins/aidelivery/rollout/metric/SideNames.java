package io.jenkins.plugins.aidelivery.rollout.metric;

import io.jenkins.plugins.aidelivery.spec.SpecCursor;
import java.util.EnumMap;
import java.util.Map;

/** What a side is called in a table or an address: its own name, if nothing else is said. */
final class SideNames {
    private final Map<Side, String> names;

    private SideNames(Map<Side, String> names) {
        this.names = names;
    }

    static SideNames read(SpecCursor in) {
        Map<Side, String> names = new EnumMap<>(Side.class);
        if (!in.isWritten("sides")) {
            for (Side side : Side.values()) {
                names.put(side, SideLabels.key(side));
            }
            return new SideNames(names);
        }
        in.mapping("sides").ifPresent(sides -> {
            for (Side side : Side.values()) {
                sides.name(SideLabels.key(side), "a name was expected").ifPresent(name -> names.put(side, name));
            }
            sides.done();
        });
        return new SideNames(names);
    }

    /** @throws UnansweredException if nothing is said about the side */
    String of(Side side) {
        String name = names.get(side);
        if (name == null) {
            throw UnansweredException.wrong("'sides' doesn't say what " + SideLabels.key(side) + " is called");
        }
        return name;
    }
}
