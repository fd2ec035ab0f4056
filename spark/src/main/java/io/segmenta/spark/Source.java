package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.Sha256;
import io.segmenta.model.json.JsonRecords;
import io.segmenta.spark.Fault.FaultException;
import io.segmenta.statistics.Grid;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Tables with the same columns, cut into stretches whose rows are numbered in the order of the files and of their
 * places in them.
 *
 * @param format how they are written
 * @param header the names of the columns
 * @param ranges in order
 * @param rows in all
 * @param sha256 of the hashes of the stretches, in order
 */
record Source(Format format, List<String> header, List<FileRange> ranges, long rows, String sha256)
        implements
            Serializable {

    private static final int WIDEST = 10_000;

    /**
     * Finds the rows of files: one pass over all bytes.
     *
     * @throws DataException when there are none, or the files do not belong together
     */
    static Source of(JavaSparkContext spark, Settings settings) throws IOException {
        List<FileRange> ranges = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        Format.Head first = null;
        for (String file : settings.files()) {
            Format.Head head = head(file, settings);
            first = first == null ? head : first;
            refuseOther(file, head, settings.files().get(0), first);
            names.addAll(head.names());
            head.ranges().forEach(range -> ranges.add(range.at(ranges.size())));
        }
        if (first == null) {
            throw new DataException(Reason.NOT_FOUND, "files: expected at least one table, found none");
        }
        if (ranges.isEmpty()) {
            throw DataException.of(Reason.EMPTY_FILE, "%s: expected rows, found none", settings.files().get(0));
        }
        List<String> header = List.copyOf(names);
        if (header.size() > WIDEST) {
            throw DataException.of(Reason.TOO_MANY_COLUMNS, "%s: expected at most %d columns, found %d",
                    settings.files().get(0), WIDEST, header.size());
        }
        Format format = first.format();
        List<RangeScan> scans = spark.parallelize(ranges, slices(ranges, settings.partitions()))
                .map(range -> format.scan(range, header)).collect();
        return numbered(format, header, ranges, scans);
    }

    private static Format.Head head(String file, Settings settings) throws IOException {
        long size = Storage.size(file);
        Beginning beginning = Beginning.of(file, size);
        if (beginning.isParquet()) {
            return ParquetFormat.head(file, beginning, settings);
        }
        return JsonRecords.begin(beginning.bytes(), file)
                ? RecordsFormat.head(file, beginning, size, settings.rangeBytes())
                : SeparatedFormat.head(file, beginning, size, settings.rangeBytes());
    }

    /** Files belong together whose columns are the same; of records each may have fields that others lack. */
    private static void refuseOther(String file, Format.Head head, String firstFile, Format.Head first) {
        if (!head.format().suits(first.format())) {
            throw DataException.of(Reason.SCHEMA_MISMATCH, "%s is not written as %s is: separated otherwise, or of "
                    + "another format; files of one run need one", file, firstFile);
        }
        if (!(head.format() instanceof RecordsFormat) && !head.names().equals(first.names())) {
            throw DataException.of(Reason.SCHEMA_MISMATCH, "%s has the header %s, %s has %s; files of one run need "
                    + "one header", file, head.names(), firstFile, first.names());
        }
    }

    private static int slices(List<FileRange> ranges, int partitions) {
        return partitions > 0 ? partitions : ranges.size();
    }

    private static Source numbered(Format format, List<String> header, List<FileRange> ranges, List<RangeScan> scans) {
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
        return new Source(format, header, List.copyOf(numbered), row, Sha256.of(hashes.toString()));
    }

    /** Returns the stretches, to be worked on in as many partitions as asked for, or one each. */
    JavaRDD<FileRange> distributed(JavaSparkContext spark, int partitions) {
        return spark.parallelize(ranges, slices(ranges, partitions));
    }

    /** Reads the rows of a stretch. */
    Rows open(FileRange range) throws IOException {
        return format.open(range, header);
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
}
