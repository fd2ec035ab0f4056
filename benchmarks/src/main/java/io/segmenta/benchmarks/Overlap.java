package io.segmenta.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Times reading a file while it is downloaded and hashed, as the training function does, beside the download and the
 * reading alone.
 */
final class Overlap {
    private static final int ROUNDS = 5;

    private Overlap() {}

    /** Reads the stream as a table. */
    interface Reader {
        void read(InputStream in) throws IOException;
    }

    /** What is timed. */
    private enum Way {
        DOWNLOAD, READING, BOTH
    }

    /**
     * A table in Markdown.
     *
     * @param rates megabytes a second of the download
     */
    static String table(String name, Path file, int[] rates, Reader reader) throws IOException {
        StringBuilder table = new StringBuilder("""
                | file | MB/s sent | download and hash alone | reading alone | both |
                |---|---|---|---|---|
                """);
        for (int rate : rates) {
            Map<Way, double[]> seconds = new EnumMap<>(Way.class);
            try (PacedServer server = new PacedServer(file, rate * 1e6)) {
                for (int round = -1; round < ROUNDS; round++) {
                    for (Way way : Way.values()) {
                        seconds.computeIfAbsent(way, _ -> new double[ROUNDS])[Math.max(0, round)] = time(way, file,
                                server,
                                reader);
                    }
                }
            }
            table.append(String.format(Locale.ROOT, "| %s | %d |", name, rate));
            for (double[] one : seconds.values()) {
                Arrays.sort(one);
                table.append(String.format(Locale.ROOT, " %.0f ms |", 1e3 * one[ROUNDS / 2]));
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static double time(Way way, Path file, PacedServer server, Reader reader) throws IOException {
        long begin = System.nanoTime();
        switch (way) {
            case DOWNLOAD -> {
                try (InputStream in = hashed(server.open())) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
            case READING -> {
                try (InputStream in = Files.newInputStream(file)) {
                    reader.read(in);
                }
            }
            case BOTH -> {
                try (InputStream in = hashed(server.open())) {
                    reader.read(in);
                }
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static InputStream hashed(InputStream in) {
        try {
            return new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
