package io.segmenta.pipeline.aggregate;

import io.segmenta.model.data.Column;
import io.segmenta.model.data.Table;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cells that stand on the first line of an order only. Where the date is blank together with other columns, a line goes
 * on with the order above; where an order number repeats, a blank cell is that of the order's first line that has one.
 */
final class HeadCells {
    private static final double MOST = 0.95;
    /** Columns that are blank where the date is, so that this is no accident. */
    private static final int TOGETHER = 2;

    /** For each row the one whose order it goes on with, itself if none; null when no line goes on. */
    private final int @Nullable [] head;
    private final @Nullable Keys order;

    private HeadCells(int @Nullable [] head, @Nullable Keys order) {
        this.head = head;
        this.order = order;
    }

    /** @param date the date of the purchase, with its blanks */
    static HeadCells of(Table table, Column date) {
        return new HeadCells(heads(table, date), null);
    }

    /** @param numbers those of the orders, filled */
    HeadCells withOrders(Keys numbers) {
        return new HeadCells(head, numbers);
    }

    /** How many lines go on with the order above. */
    int lines() {
        int lines = 0;
        for (int i = 0; head != null && i < head.length; i++) {
            lines += head[i] == i ? 0 : 1;
        }
        return lines;
    }

    private static int @Nullable [] heads(Table table, Column date) {
        int blank = date.missing();
        if (blank == 0 || blank == table.rows() || date.isMissing(0)) {
            return null;
        }
        long together = table.columns().stream().filter(column -> column != date && column.missing() >= MOST * blank)
                .filter(column -> agrees(column, date)).count();
        if (together < TOGETHER) {
            return null;
        }
        int[] head = new int[table.rows()];
        for (int i = 1; i < head.length; i++) {
            head[i] = date.isMissing(i) ? head[i - 1] : i;
        }
        return head;
    }

    /** Whether a column is blank on the same lines. */
    private static boolean agrees(Column column, Column date) {
        int same = 0;
        for (int i = 0; i < date.rows(); i++) {
            same += column.isMissing(i) == date.isMissing(i) ? 1 : 0;
        }
        return same >= MOST * date.rows();
    }

    /** The column with the blanks of further lines filled. */
    Column fill(Column column) {
        if (column.missing() == 0 || (head == null && order == null)) {
            return column;
        }
        int[] first = firstOfOrders(column).orElse(new int[0]);
        int[] rows = new int[column.rows()];
        boolean changed = false;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
            if (!column.isMissing(i)) {
                continue;
            }
            if (head != null && head[i] != i && !column.isMissing(head[i])) {
                rows[i] = head[i];
            } else if (order != null && order.codes()[i] >= 0 && first[order.codes()[i]] >= 0) {
                rows[i] = first[order.codes()[i]];
            }
            changed |= rows[i] != i;
        }
        return changed ? column.selectRows(rows) : column;
    }

    private Optional<int[]> firstOfOrders(Column column) {
        if (order == null) {
            return Optional.empty();
        }
        int[] first = new int[order.count()];
        Arrays.fill(first, -1);
        for (int i = 0; i < column.rows(); i++) {
            int code = order.codes()[i];
            if (code >= 0 && first[code] < 0 && !column.isMissing(i)) {
                first[code] = i;
            }
        }
        return Optional.of(first);
    }
}
