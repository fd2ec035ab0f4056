package io.segmenta.pipeline.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the table lies in a file.
 *
 * @param width number of columns
 * @param names their names, unique
 * @param skip records before the first one that holds data
 * @param headerRows how many of those are the header; 0 when the columns are unnamed
 * @param below how many of the skipped records stand below the header and are no rows: units, questions in full
 * @param header the cells of the last header row, to know it when it comes again
 * @param preamble the text of the rows above the header
 * @param notes what was done to the names, for the report
 */
record TableLayout(int width, List<String> names, int skip, int headerRows, int below, List<String> header,
        List<String> preamble, List<String> notes) {

    /**
     * The same with records below the header that are no rows.
     *
     * @param note what they are
     */
    TableLayout withBelow(int records, String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new TableLayout(width, names, skip + records, headerRows, below + records, header, preamble, all);
    }
}
