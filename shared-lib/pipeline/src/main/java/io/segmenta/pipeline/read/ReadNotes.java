package io.segmenta.pipeline.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts what the reader left out or mended into sentences. */
final class ReadNotes {
    private ReadNotes() {}

    /** Adds all of them, and returns those that tell of values: what was left out, filled up and mended. */
    static List<String> add(List<String> notes, TableBuilder.Counts counts, TableLayout layout) {
        int above = layout.skip() - layout.headerRows() - layout.below();
        if (layout.headerRows() == 0) {
            notes.add("no header: the first row holds values like the rows below it");
        } else if (layout.headerRows() > 1) {
            notes.add(String.format(Locale.ROOT, "%d header rows were joined into one name for each column",
                    layout.headerRows()));
        }
        if (above > 0) {
            notes.add(String.format(Locale.ROOT, "%d lines above the header are not part of the table", above));
        }
        note(notes, counts.blank, "%d blank lines were left out");
        note(notes, counts.comments, "%d comment lines (#) were left out");
        List<String> told = told(counts);
        notes.addAll(told);
        return told;
    }

    private static List<String> told(TableBuilder.Counts counts) {
        List<String> notes = new ArrayList<>();
        note(notes, counts.notes, "%d lines with a single value were read as notes and left out");
        note(notes, counts.repeatedHeaders, "%d repetitions of the header were left out");
        if (counts.totals > 0) {
            notes.add(String.format(Locale.ROOT, counts.totals == 1
                    ? "the last row (line %2$d) sums up the others and was left out"
                    : "the last %d rows (from line %d on) sum up the others and were left out", counts.totals,
                    counts.firstTotal));
        }
        if (counts.longCells > 0) {
            notes.add(String.format(Locale.ROOT,
                    "%d cells hold more than 20 lines (first on line %d); if a quote is missing there, rows are lost "
                            + "in them",
                    counts.longCells, counts.firstLongCell));
        }
        if (counts.shortRows > 0) {
            notes.add(String.format(Locale.ROOT,
                    "%d rows have fewer cells than the table has columns (first on line %d); the rest is missing",
                    counts.shortRows, counts.firstShort));
        }
        if (counts.lone > 0) {
            notes.add(String.format(Locale.ROOT,
                    "%d rows hold nothing but their first cell (first on line %d); they keep their place, and all "
                            + "else in them is missing",
                    counts.lone, counts.firstLone));
        }
        if (counts.repaired > 0) {
            notes.add(String.format(Locale.ROOT,
                    "%d rows have more cells than the table has columns (first on line %d), as values with an unquoted "
                            + "delimiter do; they were joined again in the one way that fits the columns",
                    counts.repaired, counts.firstRepaired));
        }
        if (counts.longRows > 0) {
            notes.add(String.format(Locale.ROOT,
                    "%d rows have more cells than the table has columns (first on line %d); the rest was left out",
                    counts.longRows, counts.firstLong));
        }
        return notes;
    }

    private static void note(List<String> notes, long count, String template) {
        if (count > 0) {
            notes.add(String.format(Locale.ROOT, template, count));
        }
    }
}
