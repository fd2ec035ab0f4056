package io.segmenta.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes tables of customers to be timed, the same for the same name. */
final class TableFile {
    private static final int GROUPS = 8;
    private static final int COLUMNS = 8;
    private static final String[] LEVELS = {"north", "south", "east", "west"};

    private TableFile() {}

    /**
     * Writes one.
     *
     * @param name {@code mall}, a number of rows, {@code ROWSxCOLUMNS}, or {@code mixed:ROWS} with a column of words
     * @return the number of rows
     */
    static int write(String name, Path file) throws IOException {
        if (name.equals("mall")) {
            writeMall(file);
            return 200;
        }
        boolean mixed = name.startsWith("mixed:");
        String[] size = (mixed ? name.substring(6) : name).split("x", 0);
        int rows = Integer.parseInt(size[0]);
        writeRows(file, rows, size.length == 1 ? COLUMNS : Integer.parseInt(size[1]), mixed);
        return rows;
    }

    /** An id, one column of two words and three of small numbers, in five groups. */
    private static void writeMall(Path file) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        int[][] centres = {{25, 25, 79}, {45, 26, 21}, {43, 55, 50}, {33, 87, 82}, {41, 88, 17}};
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("CustomerID,Gender,Age,Annual Income (k$),Spending Score (1-100)\n");
            for (int i = 1; i <= 200; i++) {
                int[] centre = centres[random.nextInt(centres.length)];
                out.write(i + (random.nextBoolean() ? ",Male," : ",Female,")
                        + Math.max(18, Math.round(centre[0] + 6 * random.nextGaussian())) + ","
                        + Math.max(10, Math.round(centre[1] + 8 * random.nextGaussian())) + ","
                        + Math.clamp(Math.round(centre[2] + 8 * random.nextGaussian()), 1, 100) + "\n");
            }
        }
    }

    /** A mixture of eight normals; one value in a hundred of every fourth column is missing. */
    private static void writeRows(Path file, int rows, int columns, boolean mixed) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        double[][] centre = new double[GROUPS][columns];
        for (double[] one : centre) {
            for (int j = 0; j < columns; j++) {
                one[j] = 16 * random.nextGaussian();
            }
        }
        StringBuilder line = new StringBuilder();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(header(columns, mixed));
            for (int i = 0; i < rows; i++) {
                line.setLength(0);
                double[] own = centre[random.nextInt(GROUPS)];
                for (int j = 0; j < columns; j++) {
                    if (j > 0) {
                        line.append(',');
                    }
                    if (mixed && j == columns - 1) {
                        line.append(LEVELS[random.nextInt(LEVELS.length)]);
                    } else if (j % 4 != 3 || random.nextInt(100) != 0) {
                        hundredths(line, Math.round(100 * (own[j] + 10 * random.nextGaussian())));
                    }
                }
                out.append(line.append('\n'));
            }
        }
    }

    private static String header(int columns, boolean mixed) {
        if (columns == COLUMNS) {
            return "spend,visits,basket,tenure,recency,returns,discount," + (mixed ? "region" : "margin") + "\n";
        }
        return IntStream.range(0, columns).mapToObj(j -> "amount" + j).collect(Collectors.joining(",", "", "\n"));
    }

    private static void hundredths(StringBuilder out, long value) {
        long size = Math.abs(value);
        out.append(value < 0 ? "-" : "").append(size / 100).append('.').append((char) ('0' + size / 10 % 10))
                .append((char) ('0' + size % 10));
    }
}
