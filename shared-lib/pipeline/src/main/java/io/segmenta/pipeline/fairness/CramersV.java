package io.segmenta.pipeline.fairness;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How far two partitions of people go together: Cramér's V with Bergsma's correction, which is 0 on average where they
 * do not, whatever their sizes.
 *
 * @param v in [0, 1]
 * @param low the lower end of the 95% bootstrap interval
 * @param high the upper end
 * @see <a href="https://doi.org/10.1016/j.jkss.2012.10.002">Bergsma (2013)</a>
 */
public record CramersV(double v, double low, double high) {
    /** Tables that are drawn for an interval. */
    static final int DRAWS = 1_000;
    private static final double TAIL = 0.025;

    /**
     * Measures, with an interval of {@value #DRAWS} tables drawn from this one. A drawn table differs from the truth by
     * chance twice, when people became customers and when it was drawn, so its chi-square is corrected twice.
     *
     * @param table counts, in each row as many; empty rows and columns play no role
     */
    static CramersV of(long[][] table, SplittableRandom random) {
        Shape shape = Shape.of(table);
        double[] drawn = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            Shape one = Shape.of(Resampling.of(table, shape.n, random));
            drawn[draw] = one.v(2);
        }
        Arrays.sort(drawn);
        return new CramersV(shape.v(1), drawn[(int) (TAIL * DRAWS)], drawn[DRAWS - 1 - (int) (TAIL * DRAWS)]);
    }

    /** Measures without an interval: 0 for a table of one row or column, or of less than two people. */
    static double of(long[][] table) {
        return Shape.of(table).v(1);
    }

    /** What a table comes to: people, rows and columns that are not empty, chi-square over n. */
    private record Shape(long n, int rows, int columns, double square) {
        static Shape of(long[][] table) {
            long[] across = new long[table.length];
            long[] down = new long[table[0].length];
            long n = 0;
            for (int i = 0; i < table.length; i++) {
                for (int j = 0; j < down.length; j++) {
                    across[i] += table[i][j];
                    down[j] += table[i][j];
                    n += table[i][j];
                }
            }
            double sum = 0;
            for (int i = 0; i < table.length; i++) {
                for (int j = 0; j < down.length; j++) {
                    if (table[i][j] > 0) {
                        sum += table[i][j] / (double) across[i] * (table[i][j] / (double) down[j]);
                    }
                }
            }
            return new Shape(n, (int) Arrays.stream(across).filter(count -> count > 0).count(),
                    (int) Arrays.stream(down).filter(count -> count > 0).count(), sum - 1);
        }

        /** @param times how often chance has added to chi-square */
        double v(int times) {
            if (rows < 2 || columns < 2 || n < 2) {
                return 0;
            }
            double left = n - 1.0;
            double corrected = Math.max(0, square - times * (rows - 1.0) * (columns - 1.0) / left);
            double fewerRows = rows - (rows - 1.0) * (rows - 1.0) / left;
            double fewerColumns = columns - (columns - 1.0) * (columns - 1.0) / left;
            double most = Math.min(fewerRows, fewerColumns) - 1;
            return most > 0 ? Math.min(1, Math.sqrt(corrected / most)) : 0;
        }
    }
}
