package io.segmenta.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** How tables are written, and so how they are cut and read. Immutable. */
interface Format extends Serializable {

    /** A file that has been opened for a first look: its columns, and the stretches it is cut into. */
    record Head(Format format, List<String> names, List<FileRange> ranges) {
        public Head {
            names = List.copyOf(names);
            ranges = List.copyOf(ranges);
        }
    }

    /** Whether files of both can be read as one table. */
    boolean suits(Format other);

    /** Finds the rows of a stretch of which nothing is known but its place: one pass over its bytes. */
    RangeScan scan(FileRange range, List<String> header) throws IOException;

    /** Reads the rows of a stretch that has been numbered. */
    Rows open(FileRange range, List<String> header) throws IOException;

    /** Cuts a file between two places; a packed one is one stretch. */
    static List<FileRange> cut(String file, long from, long size, boolean packed, long length) {
        List<FileRange> ranges = new ArrayList<>();
        long start = from;
        do {
            long end = packed ? Long.MAX_VALUE : Math.min(size, start + length);
            ranges.add(new FileRange(file, start, end, packed, Csv.ROW, 0, 0, 0));
            start = end;
        } while (!packed && start < size);
        return ranges;
    }
}
