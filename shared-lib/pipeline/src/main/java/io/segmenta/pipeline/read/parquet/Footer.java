package io.segmenta.pipeline.read.parquet;

import java.io.IOException;
import java.util.List;

/**
 * What the end of a file says of it.
 *
 * @param rows of the whole file
 * @param columns at the top of its schema
 * @param groups of rows, one after another
 */
record Footer(long rows, List<ParquetColumn> columns, List<Group> groups) {

    /**
     * Some rows of all columns.
     *
     * @param chunks one for each leaf of the schema
     */
    record Group(long rows, List<Chunk> chunks) {}

    /**
     * Some rows of one column.
     *
     * @param codec by its number in the format
     * @param values rows, those without a value included
     * @param unpacked bytes of its pages without compression, as the footer says
     * @param begin the first byte of its first page
     * @param length bytes of its pages as they are stored
     */
    record Chunk(int type, int codec, long values, long unpacked, long begin, long length) {}

    /** Holds that the parts agree. */
    Footer checked(long pagesEnd) throws IOException {
        long sum = 0;
        for (Group group : groups) {
            sum = Math.addExact(sum, group.rows());
            for (ParquetColumn column : columns) {
                if (column.place() >= 0) {
                    check(column, group, pagesEnd);
                }
            }
        }
        if (sum != rows) {
            throw new IOException("it speaks of " + rows + " rows, its groups hold " + sum);
        }
        return this;
    }

    private static void check(ParquetColumn column, Group group, long pagesEnd) throws IOException {
        if (column.place() >= group.chunks().size()) {
            throw new IOException("a group of rows lacks the column \"" + column.name() + "\"");
        }
        Chunk chunk = group.chunks().get(column.place());
        if (chunk.values() != group.rows() || chunk.type() != column.type().code()) {
            throw new IOException("the column \"" + column.name() + "\" is not what the schema says");
        }
        if (chunk.begin() < ParquetFile.MAGIC || chunk.length() > pagesEnd - chunk.begin()) {
            throw new IOException("the column \"" + column.name() + "\" does not lie within the file");
        }
    }
}
