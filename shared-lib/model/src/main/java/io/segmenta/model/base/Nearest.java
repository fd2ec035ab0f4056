package io.segmenta.model.base;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What a mistyped name most probably meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * Returns the known name that is nearest to the one given, the first of several; empty when none is near: more than
     * two characters, or a third of the name, apart.
     */
    public static Optional<String> to(String name, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .filter(candidate -> isNear(distance(name, candidate), name));
    }

    /** Whether a name at this distance from the one given may have been meant. */
    public static boolean isNear(int distance, String name) {
        return distance <= Math.max(2, name.length() / 3);
    }

    /**
     * The Levenshtein distance: insertions, deletions and replacements of one character. Takes time in proportion to
     * the product of both lengths.
     */
    public static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
