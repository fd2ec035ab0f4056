package io.segmenta.pipeline.read.parquet;

import java.util.List;

/**
 * What a file will hold, told by its own description before a value is decoded.
 *
 * @param rows of the table
 * @param columns in their order
 * @param held bytes of memory that the file and its unpacked parts take while it is read
 */
public record TableOutline(long rows, List<Column> columns, long held) {

    /**
     * A column.
     *
     * @param numeric whether it becomes one of numbers
     * @param texts how many different texts it has at most, 0 for numbers
     * @param characters of all those texts together
     */
    public record Column(boolean numeric, double texts, double characters) {}

    public TableOutline {
        columns = List.copyOf(columns);
    }
}
