package io.segmenta.pipeline.drift;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which of several hypotheses are rejected so that the chance of rejecting any true one is at most a level, whatever
 * their dependence: the i-th smallest of m p-values is held against level / (m - i), and the first that passes ends it.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm (1979)</a>
 */
public final class Holm {
    private Holm() {}

    /** Returns, for each p-value, whether it is rejected. O(m log m); of equal ones the first comes first. */
    public static boolean[] rejected(double[] p, double level) {
        int[] order = IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(i -> i).toArray();
        boolean[] rejected = new boolean[p.length];
        for (int i = 0; i < order.length && p[order[i]] * (p.length - i) <= level; i++) {
            rejected[order[i]] = true;
        }
        return rejected;
    }
}
