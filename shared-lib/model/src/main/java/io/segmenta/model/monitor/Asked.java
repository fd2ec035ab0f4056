package io.segmenta.model.monitor;

import io.segmenta.model.assign.Assignment;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.steps.FeatureRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request was answered, noted to be counted by {@link Capture#add} once the answer is on its way. For one
 * thread.
 */
public final class Asked {

    /** A record of which nothing can be read: no object, or without any field of the model. */
    public static final String RECORD = "record";
    /** A request that was refused as a whole. */
    public static final String REQUEST = "request";
    /** A value that cannot be used, before the name of its column. */
    public static final String COLUMN = "column:";

    /** So many cells are remembered one by one, and more are added up. */
    private static final int MOST_CELLS = 1 << 14;

    private static final int[] NONE = {};

    private final Counting counting;
    private long[] sums = new long[0];
    private int[] cells;
    private int filled;
    private int records;
    private List<String> refused = List.of();
    private @Nullable Runnable later;

    Asked(Counting counting) {
        this.counting = counting;
        this.cells = NONE;
    }

    /**
     * Notes an answer.
     *
     * @param row filled with the record
     */
    public void answered(InputRecord record, FeatureRow row, Assignment answer, boolean outside, boolean between) {
        if (filled > MOST_CELLS) {
            sums = sums.length == 0 ? new long[counting.cells()] : sums;
            addCells(sums);
            filled = 0;
        }
        if (cells.length - filled < counting.width()) {
            cells = Arrays.copyOf(cells, 2 * (cells.length + counting.width()));
        }
        filled = counting.find(record, row, answer, outside, between, cells, filled);
        records++;
    }

    /** Notes a refusal: {@link #RECORD}, {@link #REQUEST} or {@link #COLUMN} with the name of one. */
    public void refused(String reason) {
        if (refused.isEmpty()) {
            refused = new ArrayList<>(1);
        }
        refused.add(reason);
    }

    /** Leaves noting an answer for later, when nobody waits any more. */
    public void later(Runnable note) {
        later = note;
    }

    /** Tells whether one record was noted alone, and refused. */
    public boolean isRefusal() {
        return records == 0 && refused.size() == 1 && later == null;
    }

    /** Forgets what was noted, as of a request that is refused after all. */
    public void clear() {
        filled = 0;
        sums = new long[0];
        records = 0;
        refused = List.of();
        later = null;
    }

    void settle() {
        if (later != null) {
            Runnable note = later;
            later = null;
            note.run();
        }
    }

    void addTo(long[] counts) {
        addCells(counts);
        for (int i = 0; i < sums.length; i++) {
            counts[i] += sums[i];
        }
    }

    private void addCells(long[] counts) {
        for (int i = 0; i < filled; i++) {
            counts[cells[i]]++;
        }
    }

    int records() {
        return records;
    }

    List<String> refused() {
        return refused;
    }
}
