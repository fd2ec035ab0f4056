package io.segmenta.clustering.read;

import java.util.List;

/**
 * Where the table lies in a file.
 *
 * @param width number of columns
 * @param names their names, unique
 * @param skip records before the first one that holds data
 * @param headerRows how many of those are the header; 0 when the columns are unnamed
 * @param header the cells of the last header row, to know it when it comes again
 * @param preamble the text of the rows above the header
 * @param notes what was done to the names, for the report
 */
record TableLayout(int width, List<String> names, int skip, int headerRows, List<String> header, List<String> preamble,
        List<String> notes) {}
