package io.jenkins.plugins.aidelivery.rollout.metric;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/**
 * Reads live numbers. Nothing here waits, and no stage fails: a source that can't answer says {@link Answer.Blind}. Windows may lie in
 * the past, where the source has kept it.
 */
public interface MetricSource extends AutoCloseable {
    /** Asks for what happened on a side in a window; bounded in time, with retries inside of it. */
    CompletionStage<Answer> read(Query query, Side side, Window window);

    /**
     * When a side's next numbers are expected to be there, epoch milliseconds, as far as the source can tell: it is of use to look just
     * then, and not a whole interval later.
     */
    default OptionalLong nextSample(Side side) {
        return OptionalLong.empty();
    }

    /**
     * How far back before its beginning the numbers of a window may reach, because they are seen only now and then: so long after a change,
     * nothing tells what was before it.
     */
    default Duration resolution() {
        return Duration.ZERO;
    }

    @Override
    void close();
}
