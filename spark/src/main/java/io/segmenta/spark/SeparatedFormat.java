package io.segmenta.spark;

import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.ColumnNames;
import io.segmenta.spark.Fault.FaultException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Separated values with one header.
 *
 * @param written the names as the header has them, some perhaps twice or not at all
 */
record SeparatedFormat(Csv csv, List<String> written) implements Format {

    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    /** Looks at the header of a file. */
    static Head head(String file, Beginning beginning, long size, long length) throws IOException {
        Header best = null;
        for (char delimiter : DELIMITERS) {
            Header header = header(file, beginning, delimiter);
            best = best == null || header.names.size() > best.names.size() ? header : best;
        }
        if (best == null || best.names.isEmpty()) {
            throw DataException.of(Reason.EMPTY_FILE, "%s: expected a header, found an empty file", file);
        }
        return new Head(new SeparatedFormat(new Csv(best.delimiter), best.names), ColumnNames.distinct(best.names),
                Format.cut(file, best.end, size, beginning.packed(), length));
    }

    /** A file's header, its delimiter and the place where its rows begin. */
    private record Header(List<String> names, char delimiter, long end) {}

    private static Header header(String file, Beginning beginning, char delimiter) throws IOException {
        FileRange whole = new FileRange(file, beginning.mark(), Long.MAX_VALUE, beginning.packed(), Csv.ROW, 0, 1, 0);
        try (RowReader reader = new RowReader(whole, new Csv(delimiter))) {
            List<String> names = new ArrayList<>();
            for (String cell : reader.next()) {
                names.add(cell.replaceAll("[\\s\\u00A0]+", " ").strip());
            }
            return new Header(List.copyOf(names), delimiter, reader.place());
        } catch (FaultException unreadable) {
            throw DataException.of(Reason.UNREADABLE, "%s: expected a header in UTF-8, found something else", file);
        }
    }

    @Override
    public boolean suits(Format other) {
        return other instanceof SeparatedFormat separated && separated.csv.delimiter() == csv.delimiter();
    }

    @Override
    public RangeScan scan(FileRange range, List<String> header) throws IOException {
        try (InputStream in = Storage.open(range.file(), range.start(), range.packed())) {
            return new RangeScan(in, range.end() - range.start(), csv);
        }
    }

    @Override
    public Rows open(FileRange range, List<String> header) throws IOException {
        return new RowReader(range, csv);
    }
}
