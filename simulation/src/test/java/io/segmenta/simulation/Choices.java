package io.segmenta.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Every decision of a schedule, drawn from a seed or given, and written down. 0 is always the plain one: nothing goes
 * wrong, who was running goes on. Given decisions that end too early are followed by zeros, so that a shorter list is a
 * simpler schedule.
 */
final class Choices {
    private static final List<Integer> NONE = List.of();

    private final SplittableRandom random;
    private final List<Integer> given;
    private final List<Integer> made = new ArrayList<>();

    private Choices(SplittableRandom random, List<Integer> given) {
        this.random = random;
        this.given = given;
    }

    /** Decisions that follow from a seed. */
    static Choices of(long seed) {
        return new Choices(new SplittableRandom(seed), NONE);
    }

    /** Decisions made before, or a part of them. */
    static Choices given(List<Integer> decisions) {
        return new Choices(null, List.copyOf(decisions));
    }

    /** One of {@code 0} to {@code bound - 1}, all equally likely. */
    int next(int bound) {
        return note(random == null ? Math.floorMod(next(), Math.max(1, bound)) : random.nextInt(bound));
    }

    /** 0, unless one of {@code 1} to {@code cases} is drawn, all of them together once in {@code period} times. */
    int rarely(int period, int cases) {
        if (random == null) {
            return note(Math.min(next(), cases));
        }
        return note(random.nextInt(period) == 0 ? 1 + random.nextInt(cases) : 0);
    }

    /** All decisions so far. */
    List<Integer> made() {
        return List.copyOf(made);
    }

    private int next() {
        return made.size() < given.size() ? given.get(made.size()) : 0;
    }

    private int note(int decision) {
        made.add(decision);
        return decision;
    }
}
