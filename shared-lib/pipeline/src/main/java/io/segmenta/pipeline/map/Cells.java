package io.segmenta.pipeline.map;

import java.io.ByteArrayOutputStream;
import java.util.BitSet;

/**
 * The cell of every row on a grid of {@value #SIDE} x {@value #SIDE}, cluster by cluster: four bytes a row, and one
 * pass over the rows whatever the number of clusters.
 */
final class Cells {
    /** Cells of a side. */
    static final int SIDE = 512;
    /** How often a side can be halved. */
    static final int HALVINGS = 6;

    private final int[] cells;
    private final int[] starts;

    private Cells(int[] cells, int[] starts) {
        this.cells = cells;
        this.starts = starts;
    }

    static Cells of(Plane plane, Extent extent, int k) {
        int[] labels = plane.labels();
        int[] starts = new int[k + 1];
        for (int label : labels) {
            starts[label + 1]++;
        }
        for (int c = 0; c < k; c++) {
            starts[c + 1] += starts[c];
        }
        int[] next = starts.clone();
        int[] cells = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            cells[next[labels[i]]++] = extent.cell(plane.x()[i], plane.y()[i], SIDE);
        }
        return new Cells(cells, starts);
    }

    /** How many rows of a cluster there are. */
    int rows(int cluster) {
        return starts[cluster + 1] - starts[cluster];
    }

    /** How many rows of a cluster each cell holds, on a grid whose side was halved so often. */
    int[] counts(int cluster, int halved) {
        int side = SIDE >> halved;
        int[] counts = new int[side * side];
        for (int i = starts[cluster]; i < starts[cluster + 1]; i++) {
            int row = (cells[i] / SIDE) >> halved;
            int column = (cells[i] % SIDE) >> halved;
            counts[row * side + column]++;
        }
        return counts;
    }

    /**
     * How many cells hold a row of a cluster, on grids whose side was halved from never to {@value #HALVINGS} times.
     */
    int[] filled(int cluster) {
        int[] filled = new int[HALVINGS + 1];
        BitSet marked = new BitSet(SIDE * SIDE);
        for (int i = starts[cluster]; i < starts[cluster + 1]; i++) {
            marked.set(cells[i]);
        }
        for (int halved = 0; halved <= HALVINGS; halved++) {
            filled[halved] = marked.cardinality();
            int side = SIDE >> halved;
            BitSet coarser = new BitSet(side * side / 4);
            marked.stream().forEach(cell -> coarser.set(cell / side / 2 * (side / 2) + cell % side / 2));
            marked = coarser;
        }
        return filled;
    }

    /**
     * Writes how many cells hold rows, then for each how many cells on it is, and its rows: numbers of 7 bits a byte.
     */
    static byte[] written(int[] counts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int filled = 0;
        for (int count : counts) {
            filled += count > 0 ? 1 : 0;
        }
        number(out, filled);
        int before = -1;
        for (int cell = 0; cell < counts.length; cell++) {
            if (counts[cell] > 0) {
                number(out, cell - before);
                number(out, counts[cell]);
                before = cell;
            }
        }
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 127) {
            out.write((rest & 127) | 128);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
