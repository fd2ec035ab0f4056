package io.segmenta.pipeline.read;

import io.segmenta.model.data.ColumnNames;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Makes the names of the columns of the rows of a header. */
final class HeaderNames {
    /** Names that were made and are told one by one. */
    private static final int MAX_NOTES = 20;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0]+");

    private final int width;
    private final boolean[] used;

    /**
     * @param width how many columns there are
     * @param used which of them have values
     */
    HeaderNames(int width, boolean[] used) {
        this.width = width;
        this.used = used.clone();
    }

    /**
     * The names, each once.
     *
     * @param header the rows of the header, of which an upper one may hold headings of several columns
     * @param notes gets what was made up, one sentence each
     */
    List<String> of(List<HeadRow> header, List<String> notes) {
        String[] names = new String[width];
        Arrays.fill(names, "");
        // A last column without a value is none: each row ends in a delimiter.
        int shift = header.size() == 1 && header.getFirst().cells().length == width - 1
                && !header.getFirst().cell(0).isEmpty() && used[width - 1] ? 1 : 0;
        for (int r = 0; r < header.size(); r++) {
            HeadRow row = header.get(r);
            String carried = "";
            for (int j = 0; j + shift < width; j++) {
                String cell = BLANKS.matcher(row.cell(j)).replaceAll(" ").strip();
                boolean heading = r < header.size() - 1;
                String said = cell.isEmpty() && heading ? carried : cell;
                carried = heading && !cell.isEmpty() && isNameOfOne(header, r, j) ? "" : said;
                names[j + shift] = said.isEmpty() ? names[j + shift] : join(names[j + shift], said);
            }
        }
        if (shift == 1) {
            notes.add("the header has one name fewer than the rows have cells: the first column is named \"row\"");
            names[0] = "row";
        }
        if (!header.isEmpty() && header.getFirst().comment()) {
            names[0] = names[0].length() > 1 ? names[0].substring(1).strip() : names[0];
        }
        return unique(names, !header.isEmpty(), notes);
    }

    /** Whether nothing stands below a name: it is that of its own column, and no heading of several. */
    private static boolean isNameOfOne(List<HeadRow> header, int row, int column) {
        for (int r = row + 1; r < header.size(); r++) {
            if (!header.get(r).cell(column).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static String join(String above, String below) {
        if (above.isEmpty()) {
            return below;
        }
        return below.equalsIgnoreCase("response") || above.equals(below) ? above : above + " - " + below;
    }

    private List<String> unique(String[] names, boolean hasHeader, List<String> notes) {
        List<String> result = ColumnNames.distinct(Arrays.asList(names));
        for (int j = 0; j < names.length; j++) {
            String name = names[j];
            if (name.isEmpty()) {
                name = "c" + (j + 1);
                if (hasHeader && used[j]) {
                    notes.add("column " + (j + 1) + " has no name in the header; it is called \"" + name + "\"");
                }
            }
            if (!result.get(j).equals(name)) {
                notes.add("\"" + name + "\" names two columns; column " + (j + 1) + " is called \"" + result.get(j)
                        + "\"");
            }
        }
        if (notes.size() > MAX_NOTES) {
            int more = notes.size() - MAX_NOTES;
            notes.subList(MAX_NOTES, notes.size()).clear();
            notes.add(more + " more columns were given names");
        }
        return result;
    }
}
