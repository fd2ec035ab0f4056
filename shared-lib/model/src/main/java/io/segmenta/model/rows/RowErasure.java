package io.segmenta.model.rows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A file of rows, of either kind, written anew without some of them, with its index. The rows that are left have the
 * numbers that they have in a file without the others: an upload that was written anew in the same way. Reads the file
 * block by block. Not for several threads at once.
 */
public final class RowErasure {
    private final RowBlocks index;
    private final AssignedRows.Source source;
    private final int[] gone;
    private final RowBlocksWriter written;
    /** Whether the rows are assigned, so that segments are counted. */
    private final boolean assigned;
    private long[] hashes = new long[16];
    private boolean[] missing = new boolean[16];
    private int rows;
    private int[] counts;
    private final StringBuilder block = new StringBuilder();

    /**
     * Prepares the writing.
     *
     * @param gone numbers of rows, from 1
     * @throws IllegalArgumentException when no row would be left, of which no file can be made
     */
    public RowErasure(RowBlocks index, AssignedRows.Source source, int[] gone) {
        this.index = index;
        this.source = source;
        this.gone = Arrays.stream(gone).sorted().distinct().toArray();
        if (this.gone.length >= index.rows()) {
            throw new IllegalArgumentException("all " + index.rows() + " rows are to go; delete the file");
        }
        this.assigned = !index.segments().equals(List.of(""));
        this.written = new RowBlocksWriter(index.header(), index.segments());
        this.counts = new int[index.segments().size()];
    }

    /** How many rows are left. */
    public int rows() {
        return index.rows() - gone.length;
    }

    /** Writes the rows, once, and leaves the stream open. */
    public void writeTo(OutputStream out) throws IOException {
        block.append(index.header()).append('\n');
        int width = index.columns().size();
        int number = 0;
        for (int one = 0; one < index.blocks(); one++) {
            int length = Math.toIntExact(index.offset(one + 1) - index.offset(one));
            for (List<String> cells : RowLines.written(source.ofRows(index.offset(one), length), index.header(),
                    width)) {
                number++;
                if (Arrays.binarySearch(gone, number) < 0) {
                    add(cells, out);
                }
            }
        }
        if (rows % RowBlocks.ROWS != 0) {
            flush(out);
        }
    }

    private void add(List<String> cells, OutputStream out) throws IOException {
        int segment = 0;
        if (assigned) {
            segment = index.segments().indexOf(plain(cells.get(index.identified() ? 1 : 0)));
            if (segment < 0) {
                throw RowBlocks.broken("row " + (rows + 1) + " is in a segment that the index does not have");
            }
        }
        if (index.identified()) {
            if (rows == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * rows);
                missing = Arrays.copyOf(missing, 2 * rows);
            }
            String identifier = plain(cells.get(0));
            hashes[rows] = new IdentifierHash().of(identifier);
            missing[rows] = identifier.isEmpty();
        }
        counts[segment]++;
        block.append(++rows);
        cells.forEach(cell -> block.append(',').append(cell));
        block.append('\n');
        if (rows % RowBlocks.ROWS == 0) {
            flush(out);
        }
    }

    /** The text of a cell as it is written. */
    private static String plain(String cell) {
        return cell.isEmpty() ? "" : RowLines.cells(cell).get(0);
    }

    private void flush(OutputStream out) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream(block.length());
        try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
            gzip.write(block.toString().getBytes(StandardCharsets.UTF_8));
        }
        out.write(member.toByteArray());
        written.add(member.size(), counts);
        counts = new int[counts.length];
        block.setLength(0);
    }

    /**
     * Writes the index, after the rows, and leaves the stream open.
     *
     * @throws IllegalStateException when the rows have not been written
     */
    public void writeIndexTo(OutputStream out) throws IOException {
        if (rows != rows()) {
            throw new IllegalStateException("the index is made of the rows as they are written; write them first");
        }
        if (index.identified()) {
            boolean[] none = missing;
            written.writeTo(out, Arrays.copyOf(hashes, rows), row -> none[row]);
        } else {
            written.writeTo(out);
        }
    }
}
