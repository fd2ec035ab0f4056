package io.segmenta.model.rows;

import java.util.List;
import java.util.OptionalInt;

/**
 * Some of the rows that were asked for.
 *
 * @param rows in the order that was asked for; may be fewer than wanted although there are more
 * @param last the number of the row to go on after; empty when there is nothing behind it
 */
public record RowPage(List<AssignedRow> rows, OptionalInt last) {
    public RowPage {
        rows = List.copyOf(rows);
    }
}
