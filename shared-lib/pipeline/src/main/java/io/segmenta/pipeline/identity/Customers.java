package io.segmenta.pipeline.identity;

import io.segmenta.model.data.Column;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which rows of two tables are of the same customer, by what names them. Who is named twice in a table, or not at all,
 * is not known there. Time O(n), memory 12 bytes for each row and slot of a table half full.
 *
 * @param before per row of the new table the row of the earlier one, -1 for none
 * @param knownBefore rows of the earlier table that are of one known customer
 * @param knownNow the same of the new table
 */
record Customers(int[] before, BitSet knownBefore, BitSet knownNow) {
    /** Finds them. */
    static Customers of(Column earlier, Column now) {
        Index was = new Index(earlier);
        Index is = new Index(now);
        int[] before = new int[now.rows()];
        Arrays.fill(before, -1);
        for (int i = 0; i < before.length; i++) {
            if (is.known.get(i)) {
                int row = was.find(now.text(i));
                before[i] = row >= 0 && was.known.get(row) ? row : -1;
            }
        }
        return new Customers(before, was.known, is.known);
    }

    /** How many are in both tables. */
    int inBoth() {
        int count = 0;
        for (int row : before) {
            count += row >= 0 ? 1 : 0;
        }
        return count;
    }

    /** Rows by their text: open addressing, linear probing. */
    private static final class Index {
        private final Column column;
        private final int[] rows;
        private final BitSet known;

        Index(Column column) {
            this.column = column;
            this.rows = new int[Integer.highestOneBit(Math.max(4, 2 * column.rows())) * 2];
            this.known = new BitSet(column.rows());
            Arrays.fill(rows, -1);
            for (int i = 0; i < column.rows(); i++) {
                if (!column.text(i).isBlank()) {
                    add(i);
                }
            }
        }

        private void add(int row) {
            int slot = slot(column.text(row));
            if (rows[slot] < 0) {
                rows[slot] = row;
                known.set(row);
            } else {
                known.clear(rows[slot]);
            }
        }

        int find(String text) {
            return rows[slot(text)];
        }

        private int slot(String text) {
            int mixed = text.hashCode() * 0x9E3779B9;
            int slot = (mixed ^ (mixed >>> 16)) & (rows.length - 1);
            while (rows[slot] >= 0 && !column.text(rows[slot]).equals(text)) {
                slot = (slot + 1) & (rows.length - 1);
            }
            return slot;
        }
    }
}
