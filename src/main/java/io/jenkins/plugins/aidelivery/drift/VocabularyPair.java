package io.jenkins.plugins.aidelivery.drift;

import io.jenkins.plugins.aidelivery.drift.profile.Categories;
import io.jenkins.plugins.aidelivery.drift.profile.Vocabulary;
import io.jenkins.plugins.aidelivery.stats.FisherExact;
import io.jenkins.plugins.aidelivery.stats.Normal;
import io.jenkins.plugins.aidelivery.stats.ProportionTests;
import io.jenkins.plugins.aidelivery.stats.twosample.Bracket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The words of two columns, by their hashes: the largest change of the share of texts that have a word. Texts are independent
 * of each other, words are not, so that each hash has a test of its own and the smallest p-value is multiplied by their
 * number (C. E. Bonferroni 1936). The number is of those hashes that enough texts of both tables together have, and doesn't depend on which table
 * they are in.
 */
final class VocabularyPair {
    /** Texts of both together; a rarer word could not be told from chance among thousands. */
    private static final int FEWEST = 8;

    /** Exact tests are for those that differ most; the others' p-values are larger. */
    private static final int TESTED = 64;

    private static final int MOVERS = 5;

    /** Of a share; less moves nothing. */
    private static final double LEAST_Z = 4;

    private final Vocabulary reference;
    private final Vocabulary current;
    private final List<Bucket> buckets = new ArrayList<>();

    private record Bucket(int number, long reference, long current, double apart, double z) {}

    VocabularyPair(Vocabulary reference, Vocabulary current) {
        this.reference = reference;
        this.current = current;
        for (int number = 0; number < Vocabulary.BUCKETS; number++) {
            long one = reference.buckets().of(number);
            long other = current.buckets().of(number);
            if (one + other >= FEWEST) {
                double z = ProportionTests.z(one, reference.texts(), other, current.texts())
                        .statistic();
                double apart = Math.abs((double) one / reference.texts() - (double) other / current.texts());
                buckets.add(new Bucket(number, one, other, apart, Math.abs(z)));
            }
        }
        buckets.sort(Comparator.comparingDouble((Bucket bucket) -> -bucket.z()).thenComparing(Bucket::number));
    }

    Scored scored(double alpha) {
        double score = buckets.stream().mapToDouble(Bucket::apart).max().orElse(0);
        double least = 1;
        for (Bucket bucket : buckets.subList(0, Math.min(TESTED, buckets.size()))) {
            least = Math.min(
                    least,
                    FisherExact.twoSided(
                            bucket.reference(),
                            reference.texts() - bucket.reference(),
                            bucket.current(),
                            current.texts() - bucket.current()));
        }
        return new Scored(
                new Bracket(score, score),
                OptionalDouble.of(Math.min(1, least * Math.max(1, buckets.size()))),
                OptionalDouble.of(byChance(alpha)),
                OptionalDouble.empty());
    }

    /** What some hash's share changes by once in 1/α at most, if no word's share has changed. */
    private double byChance(double alpha) {
        double n = reference.texts();
        double m = current.texts();
        double z = Normal.upperQuantile(alpha / (2.0 * Math.max(1, buckets.size())));
        double most = buckets.stream()
                .mapToDouble(bucket -> (bucket.reference() + bucket.current()) / (n + m))
                .map(share -> share * (1 - share))
                .max()
                .orElse(0.25);
        return Math.min(1, z * Math.sqrt(most * (1 / n + 1 / m)));
    }

    /** Words that stand for the hashes that changed most. */
    List<ColumnDrift.Mover> movers() {
        Map<Integer, String> names = new HashMap<>();
        List<Categories.Count> words = new ArrayList<>(reference.words());
        words.addAll(current.words());
        words.sort(Comparator.comparingLong(Categories.Count::count).reversed().thenComparing(Categories.Count::value));
        words.forEach(word -> names.putIfAbsent(Vocabulary.bucket(word.value()), word.value()));
        List<ColumnDrift.Mover> movers = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (Bucket bucket : buckets) {
            String name = names.get(bucket.number());
            if (movers.size() < MOVERS && bucket.z() >= LEAST_Z && name != null && named.add(name)) {
                movers.add(new ColumnDrift.Mover(
                        name,
                        (double) bucket.reference() / reference.texts(),
                        (double) bucket.current() / current.texts()));
            }
        }
        return movers;
    }
}
