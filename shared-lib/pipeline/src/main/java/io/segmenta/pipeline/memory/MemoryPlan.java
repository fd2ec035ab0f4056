package io.segmenta.pipeline.memory;

import io.segmenta.clustering.smile.IsolationForest;
import io.segmenta.clustering.smile.KnnImputation;
import io.segmenta.clustering.smile.TSne;
import io.segmenta.config.ClusteringConfig;
import io.segmenta.config.PipelineConfig.ImputeNumeric;
import io.segmenta.config.PipelineConfig.Outliers;
import io.segmenta.config.PipelineConfig.PictureFormat;
import io.segmenta.config.PipelineConfig.ScatterAxes;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.features.Embedding;
import io.segmenta.pipeline.features.UnlikeRows;
import io.segmenta.pipeline.map.SegmentMap;
import io.segmenta.pipeline.plot.png.PngPicture;
import io.segmenta.pipeline.read.parquet.ParquetFile;
import io.segmenta.pipeline.read.parquet.TableOutline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;

/**
 * The memory a training run will need, told from the size of a file and its beginning, before anything is read. Rows
 * are estimated from the mean length of the first lines, columns of text and numbers from their cells; a Parquet file
 * tells them. What is added up is what lives at the same time in the costliest stage, and two fifths of it again for
 * the garbage collector to work with.
 *
 * @param rows of the table, estimated
 * @param columns of the table
 * @param bytes of heap
 * @param compared bytes of heap that the table takes as the earlier one of another run, read again to compare with
 */
public record MemoryPlan(long rows, int columns, long bytes, long compared) {
    /** How much of a file's beginning is enough. */
    public static final int HEAD = 1 << 18;

    private static final Pattern NUMBER = Pattern.compile("\\s*-?\\d+([.,]\\d+)?\\s*");
    /** What the library holds when there is hardly a table. */
    private static final long LIBRARY = 8L << 20;
    /** The parallel collector keeps a third of the heap for young objects, and tables are not young. */
    private static final double HEADROOM = 1.4;
    /** One distinct text in memory, beside its characters. */
    private static final int TEXT = 90;
    /** Rows that t-SNE lays out. */
    private static final int DRAWN_ROWS = 1_500;
    /** Of a row in two dimensions: its places, and the sum that one is made in. */
    private static final double PLACED_ROW = 2 * 4 + 8;
    /** Of a row of an earlier table: what two models answer, and the customers of both tables. */
    private static final int COMPARED_ROW = 16 + 2 * 12;

    /** A plan for a table that is no earlier one of any run. */
    public MemoryPlan(long rows, int columns, long bytes) {
        this(rows, columns, bytes, bytes);
    }

    /**
     * Plans.
     *
     * @param head the first {@value #HEAD} bytes of the file, or all of a shorter one
     * @param size of the file in bytes
     * @param threads that will share the work
     * @return empty when the file is none of lines of text, gzipped or not
     */
    public static Optional<MemoryPlan> of(byte[] head, long size, PipelineConfig config, int threads) {
        if (ParquetFile.begins(head)) {
            return Optional.empty();
        }
        byte[] text = head;
        double content = size;
        if (head.length > 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
            text = new byte[HEAD];
            Inflated inflated = inflate(head, text);
            text = Arrays.copyOf(text, inflated.kept());
            content = (double) size / head.length * inflated.count();
        }
        for (byte one : text) {
            if (one == 0) {
                return Optional.empty();
            }
        }
        List<String> lines = new String(text, StandardCharsets.ISO_8859_1).lines().toList();
        if (lines.size() < 3) {
            return Optional.empty();
        }
        // The header is not like the rest, and the last line may be cut off.
        List<String> rows = lines.subList(1, Math.max(2, lines.size() - 1));
        double length = rows.stream().mapToInt(line -> line.length() + 1).average().orElse(1);
        return Optional.of(of(Math.round(content / length), rows, config, threads));
    }

    /**
     * Plans for a file that tells what it holds.
     *
     * @param threads that will share the work
     */
    public static MemoryPlan of(TableOutline outline, PipelineConfig config, int threads) {
        long n = outline.rows();
        int numbers = 0;
        double names = 0;
        double features = 0;
        for (TableOutline.Column column : outline.columns()) {
            if (column.numeric()) {
                numbers++;
                features++;
            } else if (column.texts() > n / 2.0) {
                names += (TEXT * column.texts() + column.characters()) / Math.max(1, n);
            } else {
                features += Math.min(column.texts(), config.features().maxLevels());
            }
        }
        int columns = outline.columns().size();
        return planned(n, columns, numbers, names, used((int) features, config), outline.held(), config, threads);
    }

    /** A file of lines of text, for which rows are estimated. */
    private static MemoryPlan of(long n, List<String> rows, PipelineConfig config, int threads) {
        String delimiter = Pattern.quote(delimiter(rows.getFirst()));
        List<String[]> cells = rows.stream().limit(1_000).map(line -> line.split(delimiter, -1)).toList();
        int columns = cells.stream().mapToInt(row -> row.length).max().orElse(1);
        int numbers = 0;
        double names = 0;
        int features = 0;
        for (int j = 0; j < columns; j++) {
            Set<String> texts = new HashSet<>();
            int numeric = 0;
            int seen = 0;
            for (String[] row : cells) {
                if (j < row.length && !row[j].isBlank()) {
                    seen++;
                    numeric += NUMBER.matcher(row[j]).matches() ? 1 : 0;
                    texts.add(row[j]);
                }
            }
            if (numeric >= 0.9 * seen) {
                numbers++;
                features++;
            } else if (texts.size() > seen / 2) {
                names += TEXT + texts.stream().mapToInt(String::length).average().orElse(0);
            } else {
                features += Math.min(texts.size(), config.features().maxLevels());
            }
        }
        return planned(n, columns, numbers, names, used(features, config), 0, config, threads);
    }

    private static int used(int features, PipelineConfig config) {
        int included = config.columns().include().size();
        return Math.max(1, included > 0 ? Math.min(features, included) : features);
    }

    /** @param held while the file is read, beside the table */
    private static MemoryPlan planned(long n, int columns, int numbers, double names, int features, long held,
            PipelineConfig config, int threads) {
        double reading = table(n, columns, numbers, names) + n * (numbers + 9.0) + held;
        return new MemoryPlan(n, columns, peak(n, columns, numbers, names, features, held, config, threads),
                Math.round(HEADROOM * Math.max(reading,
                        table(n, columns, numbers, names) + (double) COMPARED_ROW * n)));
    }

    private static double table(long n, int columns, int numbers, double names) {
        return n * (8.0 * numbers + 4.0 * (columns - numbers) + names);
    }

    private static long peak(long n, int columns, int numbers, double names, int features, long held,
            PipelineConfig config, int threads) {
        ClusteringConfig settings = config.clustering();
        int candidates = settings.k() > 0 ? 1 : settings.kMax() - settings.kMin() + 1;
        double table = table(n, columns, numbers, names);
        int laidOut = config.features().umapComponents();
        double layout = laidOut == 0 ? 0 : Embedding.bytes((double) n, features, laidOut);
        // Where rows are laid out, their features stand beside their places.
        double matrix = 4.0 * n * features + layout;
        // Features are fitted twice, and the rows that are not set aside stand beside all.
        Outliers outliers = config.cleaning().outliers();
        double aside = outliers == Outliers.SET_ASIDE || (outliers == Outliers.AUTO && n <= UnlikeRows.MOST_ROWS)
                ? table + matrix
                : 0;
        double reading = table + n * (numbers + 9.0) + held;
        double fitting = table + matrix + 24.0 * n * threads + imputing(n, numbers, config) + aside;
        double isolating = table + matrix + isolating(n, features, config);
        double clustering = table + matrix + 4.0 * n * candidates + AlgorithmMemory.fit((double) n, features, settings);
        double searching = table + matrix + AlgorithmMemory.searching((double) n, features, settings);
        double judging = table + 2 * matrix + 4.0 * n * (candidates + 3);
        double comparing = table + matrix + AlgorithmMemory.sampled((double) n, settings);
        double calibrating = table + matrix + aside
                + AlgorithmMemory.calibrating((double) n, features, settings, threads);
        double drawing = table + matrix + aside + drawing(n, features, config, threads);
        double profiling = table + matrix + aside + 4.0 * n + 24.0 * n + 16.0 * threads * Math.min(n, 1_000_000);
        double most = DoubleStream.of(reading, fitting, clustering, searching, judging, comparing, profiling, drawing,
                isolating, calibrating).max().orElseThrow();
        return LIBRARY + Math.round(HEADROOM * most);
    }

    /**
     * What laying out a sample of the rows by t-SNE holds, the places of all rows on two axes and what adds them up,
     * the map made of them, and the pixels of a picture.
     */
    private static double drawing(long n, int features, PipelineConfig config, int threads) {
        double layout = config.plots().scatter() != ScatterAxes.TSNE ? 0
                : TSne.bytes(Math.min(n, DRAWN_ROWS), features, 0);
        double pixels = config.plots().format() == PictureFormat.SVG ? 0 : PngPicture.MOST_BYTES;
        return PLACED_ROW * n + Math.max(layout, Math.max(pixels, SegmentMap.bytes(n, threads)));
    }

    /** What looking for rows unlike all others holds. */
    private static double isolating(long n, int features, PipelineConfig config) {
        return switch (config.cleaning().outliers()) {
            case KEEP, AUTO -> 0;
            case REPORT, SET_ASIDE -> IsolationForest.bytes(n, features, 0);
        };
    }

    /** What filling gaps from similar rows holds: the numbers in single precision, then filled in double. */
    private static double imputing(long n, int numbers, PipelineConfig config) {
        PipelineConfig.Features settings = config.features();
        return settings.imputeNumeric() != ImputeNumeric.KNN ? 0
                : 12.0 * n * numbers + KnnImputation.bytes(n, numbers, settings.imputeNeighbors());
    }

    /** The same beside what else lives in the process, in bytes. */
    public MemoryPlan beside(long others) {
        return new MemoryPlan(rows, columns, bytes + others, compared);
    }

    /**
     * Refuses what will not fit.
     *
     * @param available bytes of heap
     * @throws DataException naming what is needed, what there is, and what to do
     */
    public void refuseAbove(long available) {
        if (bytes > available) {
            throw DataException.of(Reason.TOO_LARGE,
                    "about %d rows of %d columns need %d MB of memory to train, %d MB are available; give the training"
                            + " function more memory (TrainingMemory), set clustering.k, leave columns out"
                            + " (columns.include), upload a sample of the rows, or use the distributed engine",
                    rows, columns, bytes >> 20, available >> 20);
        }
    }

    /**
     * Refuses what will not fit beside a run that is compared with it.
     *
     * @param free bytes of heap that the run leaves
     * @throws DataException naming what is needed and what there is
     */
    public void refuseComparedAbove(long free) {
        if (compared > free) {
            throw DataException.of(Reason.TOO_LARGE,
                    "about %d rows of %d columns need %d MB of memory to compare with, %d MB are left beside the run; "
                            + "give the training function more memory (TrainingMemory)",
                    rows, columns, compared >> 20, Math.max(0, free) >> 20);
        }
    }

    /**
     * Refuses a file that is held in memory while it is read and does not fit it, before it is taken in.
     *
     * @param head the beginning of the file
     * @param size of the file in bytes
     * @param available bytes of heap
     * @throws DataException naming what is needed, what there is, and what to do
     */
    public static void refuseHeld(byte[] head, long size, long available) {
        if (ParquetFile.begins(head) && size > available / 2) {
            throw DataException.of(Reason.TOO_LARGE,
                    "a Parquet file is held in memory while it is read: it has %d MB, %d MB of memory are available; "
                            + "give the training function more memory (TrainingMemory), upload fewer columns or a "
                            + "sample of the rows, or a gzipped CSV, which is not held",
                    size >> 20, available >> 20);
        }
    }

    private static String delimiter(String line) {
        String best = ",";
        long most = 0;
        for (String one : List.of(",", ";", "\t", "|")) {
            long count = line.chars().filter(c -> c == one.charAt(0)).count();
            if (count > most) {
                most = count;
                best = one;
            }
        }
        return best;
    }

    /** How much the beginning of a compressed file holds, and how much of it was kept. */
    private record Inflated(int kept, long count) {}

    private static Inflated inflate(byte[] head, byte[] into) {
        int kept = 0;
        long count = 0;
        byte[] rest = new byte[1 << 13];
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            for (int read; (read = in.read(rest)) > 0; count += read) {
                int more = Math.min(read, into.length - kept);
                System.arraycopy(rest, 0, into, kept, more);
                kept += more;
            }
        } catch (IOException endsHere) {
            // What came before the cut is what was asked for.
        }
        return new Inflated(kept, count);
    }
}
