package io.jenkins.plugins.aidelivery.measure;

import static io.jenkins.plugins.aidelivery.measure.Measured.count;
import static io.jenkins.plugins.aidelivery.measure.Measured.figure;
import static io.jenkins.plugins.aidelivery.measure.Measured.in;
import static io.jenkins.plugins.aidelivery.measure.Measured.number;
import static io.jenkins.plugins.aidelivery.measure.Measured.of;
import static io.jenkins.plugins.aidelivery.measure.Measured.paired;
import static io.jenkins.plugins.aidelivery.measure.Measured.ratio;
import static io.jenkins.plugins.aidelivery.measure.Measured.seconds;
import static io.jenkins.plugins.aidelivery.measure.Measured.share;
import static io.jenkins.plugins.aidelivery.measure.Measured.slice;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.Test;

public class MeasuresTest {
    @Test
    public void sharesOfTwoFilesAreOneShareOfBoth() {
        Measure both = together(in("a.xml", share("x", 8, 10)), in("b.xml", share("x", 10, 10)));

        assertThat(both.amount()).isEqualTo(Amount.share(18, 20, Direction.HIGHER));
        assertThat(both.source().file()).isEqualTo("a.xml and 1 more");
    }

    @Test
    public void totalsAddUp() {
        assertThat(together(count("x", 3), count("x", 4), count("x", 0))
                        .amount()
                        .value())
                .isEqualTo(7);
    }

    @Test
    public void equalValuesAreOneValue() {
        Measure one = together(in("a.json", ratio("x", 0.8)), in("b.json", ratio("x", 0.8000001)));

        assertThat(one.status()).isEqualTo(Status.OK);
        assertThat(one.amount().value()).isBetween(0.8, 0.8000001);
    }

    @Test
    public void ofEqualValuesTheOneThatTellsItsPrecisionCounts() {
        Measure one = together(in("a.json", ratio("x", 0.8)), in("b.json", share("x", 80, 100)));

        assertThat(one.amount().sampling()).isEqualTo(new Sampling.Counts(80, 100));
        assertThat(together(ratio("x", 0.8), figure("x", 0.8, 50)).amount().sampling())
                .isEqualTo(new Sampling.Share(50, 50));
    }

    @Test
    public void differentValuesContradictEachOther() {
        Measure error = together(in("a.json", ratio("x", 0.8)), in("b.json", ratio("x", 0.9)));

        assertThat(error.status())
                .isEqualTo(Status.error("measured twice with different results: 0.8 in a.json, 0.9 in b.json;"
                        + " give one of the evidence entries a 'name' or leave one out"));
    }

    @Test
    public void aValueContradictsASumThatItIsNot() {
        assertThat(together(share("x", 80, 100), share("x", 90, 100), ratio("x", 0.8))
                        .status()
                        .state())
                .isEqualTo(Status.State.ERROR);
        assertThat(together(share("x", 80, 100), share("x", 90, 100), ratio("x", 0.85))
                        .amount()
                        .value())
                .isEqualTo(0.85);
    }

    @Test
    public void differentUnitsContradictEachOther() {
        assertThat(together(ratio("x", 1), seconds("x", 1)).status().reason())
                .startsWith("measured in different units, ratio and seconds");
    }

    @Test
    public void oppositeDirectionsContradictEachOtherAndNoneYields() {
        assertThat(together(number("x", 1, Direction.HIGHER), number("x", 1, Direction.LOWER))
                        .status()
                        .reason())
                .startsWith("one report says that more is better, another that less is");
        assertThat(together(number("x", 1, Direction.NONE), number("x", 1, Direction.LOWER))
                        .amount()
                        .direction())
                .isEqualTo(Direction.LOWER);
    }

    @Test
    public void whatCannotBeUsedSpoilsTheWhole() {
        Measure stale = ratio("x", 0.8).with(Status.stale("old"));
        Measure broken = ratio("x", 0.8).with(Status.error("broken"));
        Measure failed = ratio("x", 0.8).with(Status.failed("by its tool"));

        assertThat(together(ratio("x", 0.8), stale).status()).isEqualTo(stale.status());
        assertThat(together(failed, stale, broken).status()).isEqualTo(broken.status());
        assertThat(together(failed, stale).status()).isEqualTo(stale.status());
    }

    @Test
    public void aSumHasNoComparisonRowByRow() {
        Measure first = paired(share("x", 80, 100), 0.82, 100, 0.01);

        assertThat(together(first, share("x", 70, 100)).pairedComparison()).isEmpty();
        assertThat(together(first, ratio("x", 0.8)).pairedComparison()).isPresent();
    }

    /** Files are read in whatever order a directory lists them. */
    @Test
    public void theOrderOfTheFilesDecidesNothing() {
        List<List<Measure>> mixtures = List.of(
                List.of(share("x", 80, 100), ratio("x", 0.8), share("x", 90, 100)),
                List.of(share("x", 80, 100), ratio("x", 0.85), share("x", 90, 100)),
                List.of(ratio("x", 0.8), figure("x", 0.8, 10), figure("x", 0.8, 20), share("x", 8, 10)),
                List.of(count("x", 1), count("x", 2), number("x", 3, Direction.NONE)),
                List.of(
                        of("x", Amount.total(0.1, Unit.SECONDS, Direction.LOWER)),
                        seconds("x", 0.3),
                        of("x", Amount.total(0.2, Unit.SECONDS, Direction.LOWER))),
                List.of(
                        ratio("x", 0.8),
                        ratio("x", 0.8).with(Status.failed("f")),
                        ratio("x", 0.8).with(Status.error("e")),
                        ratio("x", 0.8).with(Status.error("d"))),
                List.of(number("x", 1, Direction.NONE), number("x", 1, Direction.LOWER), ratio("x", 1)));
        for (List<Measure> mixture : mixtures) {
            Set<String> results = permutations(mixture).stream()
                    .map(order -> Measures.of(order).find(MeasureId.of("x")).orElseThrow())
                    .map(measure -> measure.amount() + " " + measure.status())
                    .collect(Collectors.toSet());
            assertThat(results).as(mixture.toString()).hasSize(1);
        }
    }

    @Test
    public void slicesWithStrangeValuesStayApart() {
        Measure tricky = slice(ratio("x", 0.5), "a", "1,b=2");
        Measure plain = slice(slice(ratio("x", 0.7), "a", "1"), "b", "2");
        Measures measures = Measures.of(List.of(tricky, plain));

        assertThat(measures.size()).isEqualTo(2);
        assertThat(measures.find(tricky.id()).orElseThrow().amount().value()).isEqualTo(0.5);
        assertThat(measures.find(plain.id()).orElseThrow().amount().value()).isEqualTo(0.7);
    }

    @Test
    public void findsAllSlicesOfANameTheWholeFirst() {
        Measures measures = Measures.of(List.of(
                slice(ratio("f1", 0.6), "class", "b"),
                ratio("f1.macro", 0.1),
                ratio("f1", 0.7),
                slice(ratio("f1", 0.8), "class", "a"),
                ratio("accuracy", 0.9)));

        assertThat(measures.named("f1"))
                .extracting(Measure::id)
                .extracting(MeasureId::toString)
                .containsExactly("f1", "f1[class=a]", "f1[class=b]");
        assertThat(measures.named("f")).isEmpty();
        assertThat(measures.names()).containsExactly("accuracy", "f1", "f1.macro");
    }

    @Test
    public void slicesAreOrderedByNameAndValueTheWholeFirst() {
        Slice one = Slice.of("a", "1");
        Slice two = Slice.of(Map.of("a", "1", "b", "0"));

        assertThat(Slice.ALL).isLessThan(one);
        assertThat(one).isLessThan(two).isLessThan(Slice.of("a", "2")).isLessThan(Slice.of("b", "0"));
        assertThat(two.compareTo(Slice.of(Map.of("b", "0", "a", "1")))).isZero();
        assertThat(two).hasToString("a=1,b=0");
        assertThat(Slice.of((Map<String, String>) null)).isSameAs(Slice.ALL);
    }

    private static Measure together(Measure... measures) {
        Measures all = Measures.of(List.of(measures));
        assertThat(all.size()).isEqualTo(1);
        return all.all().iterator().next();
    }

    private static <T> List<List<T>> permutations(List<T> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<T> rest = new ArrayList<>(items);
            T first = rest.remove(i);
            for (List<T> tail : permutations(rest)) {
                List<T> order = new ArrayList<>(List.of(first));
                order.addAll(tail);
                all.add(order);
            }
        }
        return all;
    }
}
