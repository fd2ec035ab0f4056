package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.spark.Fault.FaultException;
import io.segmenta.statistics.Grid;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Tables in CSV with one header, cut into stretches whose rows are numbered in the order of the files' names and of
 * their places in them.
 *
 * @param csv how cells are separated
 * @param header the names of the columns
 * @param ranges in order
 * @param rows in all
 * @param sha256 of the hashes of the stretches, in order
 */
record Source(Csv csv, List<String> header, List<FileRange> ranges, long rows, String sha256) implements Serializable {

    /** A packed file cannot be cut, and one task reads it. */
    private static final long MOST_PACKED = 5L << 30;
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int WIDEST = 10_000;

    /** A file's header, its delimiter and the place where its rows begin. */
    private record Head(List<String> names, char delimiter, long end) {}

    /**
     * Finds the rows of files: one pass over all bytes.
     *
     * @param rangeBytes length of a stretch
     * @throws DataException when there are none, or the files do not belong together
     */
    static Source of(JavaSparkContext spark, List<String> files, long rangeBytes, int partitions) throws IOException {
        List<FileRange> ranges = new ArrayList<>();
        Head first = null;
        for (String file : files) {
            boolean packed = file.toLowerCase(Locale.ROOT).endsWith(".gz");
            long size = Storage.size(file);
            if (packed && size > MOST_PACKED) {
                throw DataException.of(Reason.TOO_LARGE, "%s: a file compressed by gzip may have at most 5 GB, as one "
                        + "task reads it; compress it as several files", file);
            }
            Head head = head(file, packed);
            first = first == null ? head : first;
            if (!head.names.equals(first.names) || head.delimiter != first.delimiter) {
                throw DataException.of(Reason.SCHEMA_MISMATCH, "%s has the header %s, %s has %s; files of one run need "
                        + "one header", file, head.names, files.get(0), first.names);
            }
            long start = head.end;
            do {
                long end = packed ? Long.MAX_VALUE : Math.min(size, start + rangeBytes);
                ranges.add(new FileRange(file, start, end, packed, Csv.ROW, 0, 0, ranges.size()));
                start = end;
            } while (!packed && start < size);
        }
        if (first == null) {
            throw new DataException(Reason.NOT_FOUND, "files: expected at least one table, found none");
        }
        Csv csv = new Csv(first.delimiter);
        List<RangeScan> scans = spark.parallelize(ranges, slices(ranges, partitions)).map(range -> scan(range, csv))
                .collect();
        return numbered(csv, first.names, ranges, scans);
    }

    private static int slices(List<FileRange> ranges, int partitions) {
        return partitions > 0 ? partitions : ranges.size();
    }

    private static RangeScan scan(FileRange range, Csv csv) throws IOException {
        try (InputStream in = Storage.open(range.file(), range.start(), range.packed())) {
            return new RangeScan(in, range.end() - range.start(), csv);
        }
    }

    private static Source numbered(Csv csv, List<String> header, List<FileRange> ranges, List<RangeScan> scans) {
        List<FileRange> numbered = new ArrayList<>();
        StringBuilder hashes = new StringBuilder();
        long row = 0;
        long firstOfFile = 0;
        int state = Csv.ROW;
        for (int r = 0; r < ranges.size(); r++) {
            FileRange range = ranges.get(r);
            if (r == 0 || !range.file().equals(ranges.get(r - 1).file())) {
                state = Csv.ROW;
                firstOfFile = row;
            }
            int begun = state == Csv.BLANK ? Csv.FOREIGN : state;
            numbered.add(new FileRange(range.file(), range.start(), range.end(), range.packed(), begun, row,
                    firstOfFile, r));
            row += scans.get(r).rows(begun);
            int end = scans.get(r).end(begun);
            state = end == Csv.FOREIGN ? Csv.BLANK : end;
            hashes.append(scans.get(r).sha256()).append('\n');
        }
        if (row == 0) {
            throw DataException.of(Reason.EMPTY_FILE, "%s: expected rows below the header, found none",
                    ranges.get(0).file());
        }
        if (row > Grid.MAX_ROWS) {
            throw DataException.of(Reason.TOO_MANY_ROWS, "expected at most %d rows, found %d", Grid.MAX_ROWS, row);
        }
        return new Source(csv, header, List.copyOf(numbered), row, Sha256.of(hashes.toString()));
    }

    /** Returns the stretches, to be worked on in as many partitions as asked for, or one each. */
    JavaRDD<FileRange> distributed(JavaSparkContext spark, int partitions) {
        return spark.parallelize(ranges, slices(ranges, partitions));
    }

    /** Returns the cells of a row, one per column; those beyond the header must be blank, those that lack are empty. */
    String[] aligned(List<String> cells, FileRange range, long row) {
        for (int c = header.size(); c < cells.size(); c++) {
            if (!cells.get(c).isBlank()) {
                throw new FaultException(new Fault(Reason.UNREADABLE, range.file(), row, range.rowOfFile(row), "",
                        cells.size() + " cells", header.size() + " cells, as in the header"));
            }
        }
        String[] aligned = new String[header.size()];
        Arrays.setAll(aligned, c -> c < cells.size() ? cells.get(c) : "");
        return aligned;
    }

    private static Head head(String file, boolean packed) throws IOException {
        Head best = null;
        for (char delimiter : DELIMITERS) {
            Head head = head(file, packed, delimiter);
            best = best == null || head.names.size() > best.names.size() ? head : best;
        }
        if (best == null || best.names.isEmpty()) {
            throw DataException.of(Reason.EMPTY_FILE, "%s: expected a header, found an empty file", file);
        }
        if (best.names.size() > WIDEST) {
            throw DataException.of(Reason.TOO_MANY_COLUMNS, "%s: expected at most %d columns, found %d", file, WIDEST,
                    best.names.size());
        }
        if (new HashSet<>(best.names).size() < best.names.size()) {
            throw DataException.of(Reason.DUPLICATE_COLUMN, "%s: two columns have one name: %s", file, best.names);
        }
        return best;
    }

    private static Head head(String file, boolean packed, char delimiter) throws IOException {
        FileRange whole = new FileRange(file, mark(file, packed), Long.MAX_VALUE, packed, Csv.ROW, 0, 1, 0);
        try (RowReader reader = new RowReader(whole, new Csv(delimiter))) {
            List<String> names = new ArrayList<>();
            for (String cell : reader.next()) {
                names.add(cell.replaceAll("[\\s\\u00A0]+", " ").strip());
            }
            return new Head(List.copyOf(names), delimiter, reader.place());
        } catch (FaultException unreadable) {
            throw DataException.of(Reason.UNREADABLE, "%s: expected a header in UTF-8, found something else", file);
        }
    }

    /** Returns the length of the byte-order mark that a file begins with. */
    private static int mark(String file, boolean packed) throws IOException {
        try (InputStream in = Storage.open(file, 0, packed)) {
            byte[] begin = in.readNBytes(3);
            int two = begin.length < 2 ? 0 : ((begin[0] & 0xFF) << 8) | (begin[1] & 0xFF);
            if (two == 0xFEFF || two == 0xFFFE) {
                throw DataException.of(Reason.UNSUPPORTED_FORMAT, "%s is in UTF-16, which cannot be cut; save it in "
                        + "UTF-8", file);
            }
            return two == 0xEFBB && begin.length == 3 && (begin[2] & 0xFF) == 0xBF ? 3 : 0;
        }
    }
}
