package io.jenkins.plugins.aidelivery.jenkins;

import io.jenkins.plugins.aidelivery.store.TrendPoint;
import java.util.Map;

/** A result that a build is about to get. */
sealed interface NewResult permits GateResult, DriftResult {
    ResultKind<?> kind();

    /** What its own file holds. */
    Object content();

    /** What is stored besides, by what its file's name has behind the result's id. */
    Map<String, Object> besides();

    ResultSummary summary(String id);

    TrendPoint point(String id, int build);
}
