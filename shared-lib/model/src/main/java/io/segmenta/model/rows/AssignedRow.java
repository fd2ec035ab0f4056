package io.segmenta.model.rows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of a run's file and where it was put.
 *
 * @param number in the file, from 1, the header not counted
 * @param identifier as the file has it; empty where none names rows
 * @param segment the lasting id of the segment; {@code none} outside every segment
 * @param cluster the number of the segment within the run, -1 outside
 * @param name what the run called the segment
 * @param distance to the segment, in the space of the features
 * @param confidence how likely another training would answer the same, in [0, 1]
 * @param fit how usual the row is in its segment, in [0, 1]
 * @param outside whether it is less like its segment than all but a few
 * @param between the id of the other segment that it lies at the border of; empty when it lies at none
 * @param posterior of the segment, in [0, 1]
 */
public record AssignedRow(int number, Optional<String> identifier, String segment, int cluster, String name,
        double distance, double confidence, double fit, boolean outside, Optional<String> between, double posterior) {

    /** Returns this row with its segment called otherwise. */
    public AssignedRow named(String other) {
        return new AssignedRow(number, identifier, segment, cluster, other, distance, confidence, fit, outside, between,
                posterior);
    }

    /** Returns the line of the file, with its end; no spreadsheet takes a cell of it for a formula. */
    public String csv() {
        return String.join(",", cells()) + '\n';
    }

    /** Returns the cells of the line, each as it is written: that of the identifier only where there is one. */
    public List<String> cells() {
        List<String> cells = new ArrayList<>(11);
        cells.add(Integer.toString(number));
        identifier.ifPresent(known -> cells.add(SafeCsv.cell(known)));
        cells.add(SafeCsv.cell(segment));
        cells.add(Integer.toString(cluster));
        cells.add(SafeCsv.cell(name));
        cells.add(plain(distance));
        cells.add(plain(confidence));
        cells.add(plain(fit));
        cells.add(Boolean.toString(outside));
        cells.add(between.map(SafeCsv::cell).orElse(""));
        cells.add(plain(posterior));
        return cells;
    }

    /** The digits that tell the number from its neighbours, without an exponent. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
