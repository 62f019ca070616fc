package io.jenkins.plugins.aidelivery.drift.rows;

import io.jenkins.plugins.aidelivery.drift.profile.Words;
import io.jenkins.plugins.aidelivery.stats.ProportionTests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words and runs of characters that more or fewer texts have than had before: what a difference of texts looks like. */
final class TextMovers {
    private static final int MOST = 5;

    /** Characters of the runs: shorter ones are in nearly every text, longer ones are words. */
    private static final int RUN = 3;

    /** Standard errors of a share; less may be chance, among so many. */
    private static final double LEAST = 4;

    /** Characters that two have in common, of which one says enough. */
    private static final int SAME = 3;

    private TextMovers() {}

    /** Something that texts have, and by how many standard errors its share changed. */
    private record Candidate(String text, boolean word, double reference, double current, double z) {
        Moved moved() {
            return new Moved(word ? text : '"' + text.replace(' ', '␣') + '"', reference, current);
        }

        boolean saysTheSameAs(Candidate other) {
            for (int i = 0; i + SAME <= text.length(); i++) {
                if (other.text.contains(text.substring(i, i + SAME))) {
                    return true;
                }
            }
            return other.text.contains(text.strip()) || text.contains(other.text.strip());
        }
    }

    static List<Moved> of(List<String> reference, List<String> current) {
        Map<String, int[]> words = new HashMap<>();
        Map<String, int[]> runs = new HashMap<>();
        for (int side = 0; side < 2; side++) {
            for (String text : side == 0 ? reference : current) {
                count(Words.of(text), side, words);
                count(runs(text), side, runs);
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        words.forEach(
                (text, counts) -> candidates.add(candidate(text, true, counts, reference.size(), current.size())));
        runs.forEach(
                (text, counts) -> candidates.add(candidate(text, false, counts, reference.size(), current.size())));
        List<Candidate> chosen = new ArrayList<>();
        candidates.stream()
                .filter(candidate -> candidate.z() >= LEAST)
                // Words come first where they tell nearly as much, because people read them.
                .sorted(Comparator.comparingDouble(
                                (Candidate candidate) -> -candidate.z() * (candidate.word() ? 1.25 : 1))
                        .thenComparing(Candidate::text))
                .forEach(candidate -> {
                    if (chosen.size() < MOST && chosen.stream().noneMatch(candidate::saysTheSameAs)) {
                        chosen.add(candidate);
                    }
                });
        return chosen.stream().map(Candidate::moved).toList();
    }

    private static void count(Set<String> things, int side, Map<String, int[]> counts) {
        for (String thing : things) {
            counts.computeIfAbsent(thing, first -> new int[2])[side]++;
        }
    }

    private static Set<String> runs(String text) {
        int[] points = NGrams.points(text);
        Set<String> runs = new HashSet<>();
        for (int i = 0; i + RUN <= points.length; i++) {
            runs.add(new String(points, i, RUN));
        }
        return runs;
    }

    private static Candidate candidate(String text, boolean word, int[] counts, int n, int m) {
        double z = n == 0 || m == 0
                ? 0
                : Math.abs(ProportionTests.z(counts[0], n, counts[1], m).statistic());
        return new Candidate(text, word, (double) counts[0] / n, (double) counts[1] / m, z);
    }
}
