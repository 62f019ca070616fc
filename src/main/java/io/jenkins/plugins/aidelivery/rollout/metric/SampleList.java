package io.jenkins.plugins.aidelivery.rollout.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Single values out of series. */
final class SampleList {
    private SampleList() {}

    /** All of the window, in the order of their times; they belong to nothing in particular. */
    static Answer.Samples of(List<Series> all, Window window) {
        List<Answer.Sample> samples = new ArrayList<>();
        for (Series series : all) {
            for (int i = series.until(window.from()); i < series.until(window.to()); i++) {
                samples.add(new Answer.Sample(series.times()[i], "", series.values()[i]));
            }
        }
        samples.sort(Comparator.comparingLong(Answer.Sample::at));
        return new Answer.Samples(samples);
    }
}
