package io.segmenta.model.rows;

import io.segmenta.model.contract.ContractException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Assigned rows as a run writes them, in memory. */
public final class RowFixture implements AssignedRows.Source {
    private static final List<String> SEGMENTS = List.of("s-a", "s-b", "s-c", "none");
    private static final String COLUMNS = "segment_id,cluster,segment_name,distance,confidence,fit,outside,between,"
            + "posterior";

    private final byte[] index;
    private final byte[] rows;
    private int reads;

    private RowFixture(byte[] index, byte[] rows) {
        this.index = index;
        this.rows = rows;
    }

    /** A row of the fixture, of the segment of that number; blank identifiers are missing. */
    public static AssignedRow row(int number, String identifier, int segment, double confidence) {
        return new AssignedRow(number, Optional.of(identifier), SEGMENTS.get(segment), segment == 3 ? -1 : segment,
                "Segment, " + segment, 0.25, confidence, 0.5, segment == 3,
                segment == 1 ? Optional.of("s-a") : Optional.empty(), 1);
    }

    /** Files with these rows, by their identifiers, or by their numbers if these are not to be written. */
    public static RowFixture of(List<AssignedRow> rows, boolean identified) {
        return of(rows, identified, SEGMENTS);
    }

    /** As {@link #of(List, boolean)}, of other segments. */
    public static RowFixture of(List<AssignedRow> rows, boolean identified, List<String> segments) {
        String header = identified ? "row,customer_id," + COLUMNS : "row," + COLUMNS;
        RowBlocksWriter writer = new RowBlocksWriter(header, segments);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        long[] hashes = new long[rows.size()];
        try {
            for (int from = 0; from == 0 || from < rows.size(); from += RowBlocks.ROWS) {
                StringBuilder lines = new StringBuilder(from == 0 ? header + '\n' : "");
                int[] counts = new int[segments.size()];
                for (AssignedRow row : rows.subList(from, Math.min(rows.size(), from + RowBlocks.ROWS))) {
                    lines.append(line(row, identified));
                    counts[segments.indexOf(row.segment())]++;
                    hashes[row.number() - 1] = new IdentifierHash().of(row.identifier().orElse(""));
                }
                int before = file.size();
                try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
                    gzip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
                }
                writer.add(file.size() - before, counts);
            }
            if (identified) {
                writer.writeTo(index, hashes, row -> rows.get(row).identifier().orElse("").isEmpty());
            } else {
                writer.writeTo(index);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new RowFixture(index.toByteArray(), file.toByteArray());
    }

    /** The lines of the file, in plain text. */
    public static String text(List<AssignedRow> rows, boolean identified) {
        StringBuilder text = new StringBuilder(identified ? "row,customer_id," : "row,").append(COLUMNS).append('\n');
        rows.forEach(row -> text.append(line(row, identified)));
        return text.toString();
    }

    private static String line(AssignedRow row, boolean identified) {
        List<String> cells = new ArrayList<>(List.of(Integer.toString(row.number())));
        if (identified) {
            cells.add(SafeCsv.cell(row.identifier().orElse("")));
        }
        cells.addAll(List.of(row.segment(), Integer.toString(row.cluster()), SafeCsv.cell(row.name()),
                Double.toString(row.distance()), Double.toString(row.confidence()), Double.toString(row.fit()),
                Boolean.toString(row.outside()), row.between().orElse(""), Double.toString(row.posterior())));
        return String.join(",", cells) + '\n';
    }

    /** The file {@code assignments.blocks}. */
    public byte[] index() {
        return index.clone();
    }

    /** The file {@code assignments.csv.gz}. */
    public byte[] rows() {
        return rows.clone();
    }

    /** How often something was read. */
    int reads() {
        return reads;
    }

    /** The rows, to be found. */
    AssignedRows assigned() {
        return new AssignedRows(RowBlocks.parse(index), this);
    }

    /** As after something else was written over the index. */
    RowFixture withIndex(byte[] other) {
        return new RowFixture(other, rows);
    }

    @Override
    public byte[] ofIndex(long from, int length) {
        return part(index, from, length);
    }

    @Override
    public byte[] ofRows(long from, int length) {
        return part(rows, from, length);
    }

    private byte[] part(byte[] file, long from, int length) {
        reads++;
        if (from > file.length) {
            throw new ContractException("nothing lies there");
        }
        return Arrays.copyOfRange(file, (int) from, (int) Math.min(file.length, from + length));
    }
}
