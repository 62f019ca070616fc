package io.jenkins.plugins.aidelivery.drift.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.Test;

public class TextFindingTest {
    /** Words of no language, a few of them in most texts. */
    private static List<String> texts(SplittableRandom random, int texts, int words) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < words; k++) {
                int word = (int) (500 * Math.pow(random.nextDouble(), 3));
                text.append(k == 0 ? "" : " ")
                        .append(Integer.toString(new Random(word).nextInt(Integer.MAX_VALUE), Character.MAX_RADIX));
            }
            all.add(text.toString());
        }
        return all;
    }

    private static List<String> picked(SplittableRandom random, int texts, List<String> from) {
        return IntStream.range(0, texts)
                .mapToObj(i -> from.get((int) (from.size() * Math.pow(random.nextDouble(), 2))))
                .toList();
    }

    /** scikit-learn's roc_auc_score and scipy's mannwhitneyu(current, reference, alternative="greater") of the same scores. */
    @Test
    public void areaAndSignificanceOfScoresAreThoseOfOthers() {
        Separation tied = HeldOut.of(
                new double[] {0.1, 0.4, 0.35, 0.8, 0.2, 0.55, 0.3, 0.15, 0.62, 0.48, 0.05, 0.33},
                new double[] {0.9, 0.45, 0.35, 0.7, 0.65, 0.5, 0.85, 0.25, 0.6, 0.48});
        assertThat(tied.area()).isCloseTo(0.7666666666666666, within(1e-15));
        assertThat(tied.p()).isCloseTo(0.01884444469793161, within(1e-15));

        Separation exact = HeldOut.of(
                new double[] {0.1, 0.4, 0.36, 0.8, 0.2, 0.55, 0.3}, new double[] {0.9, 0.45, 0.35, 0.7, 0.65});
        assertThat(exact.area()).isCloseTo(0.7714285714285714, within(1e-15));
        assertThat(exact.p()).isCloseTo(0.0744949494949495, within(1e-15));
    }

    /** 1,000 pairs each: a standard error of 0.007. Texts that are there several times are where halves that aren't drawn by chance fail. */
    @Test
    public void equalSamplesAreCalledDifferentAsOftenAsTheLevelSays() {
        SplittableRandom random = new SplittableRandom(11);
        List<String> few = texts(random, 8, 3);
        for (int size : new int[] {20, 50}) {
            int different = 0;
            int repeated = 0;
            for (int trial = 0; trial < 1000; trial++) {
                different += TextClassifier.test(texts(random, size, 3), texts(random, size, 3))
                                        .p()
                                <= 0.05
                        ? 1
                        : 0;
                repeated += TextClassifier.test(picked(random, size, few), picked(random, size + 7, few))
                                        .p()
                                <= 0.05
                        ? 1
                        : 0;
            }
            assertThat(different / 1000.0).as("different texts, %d", size).isBetween(0.029, 0.071);
            assertThat(repeated / 1000.0).as("repeated texts, %d", size).isBetween(0.029, 0.071);
        }
    }

    @Test
    public void aTopicThatIsNewInSomeTextsIsFoundAndNamed() {
        SplittableRandom random = new SplittableRandom(3);
        List<String> before = texts(random, 800, 6);
        List<String> now = new ArrayList<>(texts(random, 800, 6));
        for (int i = 0; i < 200; i++) {
            now.set(i, now.get(i) + " blockchain everywhere");
        }
        TextFinding found = TextFinding.of(before, now);
        assertThat(found.area().area()).isGreaterThan(0.58);
        assertThat(found.area().p()).isLessThan(1e-4);
        assertThat(found.movers().get(0)).isEqualTo(new Moved("blockchain", 0, 0.25));
        assertThat(found.movers()).extracting(Moved::label).contains("everywhere");
    }

    @Test
    public void whatIsNoWordIsFoundAsWell() {
        SplittableRandom random = new SplittableRandom(4);
        List<String> before = texts(random, 600, 6);
        List<String> shouted =
                texts(random, 600, 6).stream().map(text -> text + "!!!!").toList();
        TextFinding found = TextFinding.of(before, shouted);
        assertThat(found.area().area()).isGreaterThan(0.99);
        assertThat(found.movers().get(0).label()).contains("!!");
    }

    @Test
    public void theOrderOfTextsMeansNothing() {
        SplittableRandom random = new SplittableRandom(5);
        List<String> before = texts(random, 200, 4);
        List<String> now = texts(random, 200, 4);
        List<String> turned = new ArrayList<>(now);
        Collections.reverse(turned);
        assertThat(TextFinding.of(before, turned)).isEqualTo(TextFinding.of(before, now));
    }

    @Test
    public void aTableComparedWithItselfIsTheSame() {
        List<String> texts = texts(new SplittableRandom(6), 300, 4);
        Separation area = TextFinding.of(texts, texts).area();
        assertThat(area.area()).isEqualTo(0.5);
        assertThat(area.p()).isEqualTo(1);
    }

    @Test
    public void tooFewTextsTellNothingAndThatShows() {
        for (List<String> few : List.of(List.<String>of(), List.of("a b c"), List.of("a b c", ""))) {
            Separation area =
                    TextFinding.of(few, List.of("something else", "and more")).area();
            assertThat(area.p()).isGreaterThan(0.2);
            assertThat(area.byChance(0.05)).as("what chance gives").isGreaterThan(0.55);
        }
    }

    @Test
    public void theRowsThatAreNeededAreThoseOfWhichChanceGivesLess() {
        long needed = Separation.rowsNeeded(0.55, 0.05);
        assertThat(new Separation(0.5, 0, 1, 1, needed / 2, needed / 2).byChance(0.05))
                .isLessThan(0.55);
        assertThat(new Separation(0.5, 0, 1, 1, needed / 2 - 3, needed / 2 - 3).byChance(0.05))
                .isGreaterThan(0.55);
    }
}
