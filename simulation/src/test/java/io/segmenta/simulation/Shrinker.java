package io.segmenta.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes a failing schedule short: leaves out decisions, then makes them plain, as long as it still fails. */
final class Shrinker {
    private static final int MOST_RUNS = 4_000;

    private final Function<Choices, History> histories;
    private final String kind;
    private int runs;

    /** @param kind of violation that the shorter ones must show too */
    Shrinker(Function<Choices, History> histories, String kind) {
        this.histories = histories;
        this.kind = kind;
    }

    /** The shortest list of decisions found that fails. */
    List<Integer> shortest(List<Integer> failing) {
        List<Integer> best = failing;
        List<Integer> before;
        do {
            before = best;
            for (int length = Math.max(1, best.size() / 2); length >= 1; length /= 2) {
                best = shorter(best, length);
            }
            best = smaller(best);
        } while (!best.equals(before) && runs < MOST_RUNS);
        return best;
    }

    private List<Integer> shorter(List<Integer> decisions, int length) {
        List<Integer> best = decisions;
        for (int at = 0; at + length <= best.size() && runs < MOST_RUNS;) {
            Optional<List<Integer>> shorter = failing(without(best, at, length));
            if (shorter.isEmpty()) {
                shorter = plain(best, at, length).flatMap(this::failing);
            }
            if (shorter.isPresent()) {
                best = shorter.get();
            } else {
                at += length;
            }
        }
        return best;
    }

    private List<Integer> smaller(List<Integer> decisions) {
        List<Integer> best = decisions;
        for (int at = 0; at < best.size() && runs < MOST_RUNS; at++) {
            for (int value = best.get(at) / 2; at < best.size() && value < best.get(at); value++) {
                List<Integer> smaller = new ArrayList<>(best);
                smaller.set(at, value);
                best = failing(smaller).orElse(best);
            }
        }
        return best;
    }

    private static List<Integer> without(List<Integer> decisions, int at, int length) {
        List<Integer> shorter = new ArrayList<>(decisions.subList(0, at));
        shorter.addAll(decisions.subList(at + length, decisions.size()));
        return shorter;
    }

    /** The same with zeros in a part; empty when that part is plain already. */
    private static Optional<List<Integer>> plain(List<Integer> decisions, int at, int length) {
        if (decisions.subList(at, at + length).stream().allMatch(decision -> decision == 0)) {
            return Optional.empty();
        }
        List<Integer> plainer = new ArrayList<>(decisions);
        for (int i = at; i < at + length; i++) {
            plainer.set(i, 0);
        }
        return Optional.of(plainer);
    }

    /** The decisions without zeros at their end, if they still fail. */
    private Optional<List<Integer>> failing(List<Integer> decisions) {
        runs++;
        int end = decisions.size();
        while (end > 0 && decisions.get(end - 1) == 0) {
            end--;
        }
        List<Integer> trimmed = decisions.subList(0, end);
        return histories.apply(Choices.given(trimmed)).violation()
                .filter(failed -> failed.kind().equals(kind)).map(failed -> List.copyOf(trimmed));
    }
}
