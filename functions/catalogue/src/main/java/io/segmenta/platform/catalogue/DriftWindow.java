package io.segmenta.platform.catalogue;

import java.time.LocalDate;
import java.util.List;

/**
 * A window of days that was judged.
 *
 * @param model the SHA-256 of the model file
 * @param started its first day
 * @param ended its last day
 * @param records that were answered
 * @param files of counts that were added up
 * @param verdict {@code quiet}, {@code drift} or {@code too_few}
 * @param advice whether to train anew: {@code no}, {@code data_fault}, {@code shares_only} or {@code yes}
 * @param reportKey of the report in the bucket
 * @param segments records of each segment in the order of the model, at last those in none; empty where it was not
 * judged
 */
public record DriftWindow(String dataset, String model, LocalDate started, LocalDate ended, long records, int files,
        String verdict, String advice, String reportKey, List<Long> segments) {
    private static final String DATA_FAULT = "data_fault";

    /** Copies the list. */
    public DriftWindow {
        segments = List.copyOf(segments);
    }

    /** Whether the records show a fault of their source, which training would learn. */
    public boolean isDataFault() {
        return advice.equals(DATA_FAULT);
    }
}
