package io.segmenta.pipeline.read;

import io.segmenta.config.PipelineConfig.Header;
import io.segmenta.model.base.DataException;
import io.segmenta.pipeline.schema.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds titles, header and data among the first rows of a file. A column whose lower rows are numbers or dates tells
 * where the data begins; the rows directly above are the header. When all columns are text the first full row is taken
 * for the header, unless it repeats values of the rows below.
 */
final class LayoutFinder {
    private static final int MAX_HEADER_ROWS = 5;

    private final List<HeadRow> rows;
    private final int width;
    private final boolean[] used;
    private final boolean[] typed;

    private LayoutFinder(List<HeadRow> rows) {
        this.rows = rows;
        this.width = HeadRow.width(rows);
        this.used = new boolean[width];
        this.typed = new boolean[width];
        markColumns();
    }

    static TableLayout find(String source, List<HeadRow> rows, Header header) {
        if (rows.stream().allMatch(row -> row.filled() == 0)) {
            throw DataException.of(DataException.Reason.EMPTY_FILE, "%s: the file holds no values", source);
        }
        int units = header == Header.ABSENT ? -1 : UnitsRow.find(rows);
        if (units >= 0) {
            List<HeadRow> others = new ArrayList<>(rows);
            others.remove(units);
            TableLayout layout = new LayoutFinder(others).layout(header);
            if (layout.headerRows() > 0 && layout.skip() >= units) {
                return layout.withBelow(1, UnitsRow.sentence(rows, units));
            }
        }
        int questions = header == Header.ABSENT ? -1 : QuestionRows.last(rows);
        if (questions > 0) {
            List<HeadRow> others = new ArrayList<>(rows);
            others.subList(1, questions + 1).clear();
            TableLayout layout = new LayoutFinder(others).layout(Header.PRESENT);
            return layout.withBelow(questions, QuestionRows.sentence(rows, questions));
        }
        return new LayoutFinder(rows).layout(header);
    }

    private TableLayout layout(Header header) {
        if (header == Header.ABSENT) {
            int first = firstFull(1);
            return layout(first, first);
        }
        if (header == Header.PRESENT) {
            int first = firstFull(Math.min(2, width));
            return layout(first, first + 1);
        }
        int body = firstTyped();
        if (body < 0) {
            int first = firstFull(Math.max(1, (int) Math.ceil(0.6 * count(used))));
            return repeatsBelow(first) ? layout(first, first) : layout(first, first + 1);
        }
        if (isYearHeader(body)) {
            return layout(headerTop(body), body + 1);
        }
        int above = body - 1;
        while (above >= 0 && (rows.get(above).filled() == 0 || isComment(rows.get(above)))) {
            above--;
        }
        if (above < 0 || rows.get(above).cells().length < Math.min(2, width)
                || (rows.get(above).filled() == 1 && width > 2 && headerTop(above) == above)) {
            return layout(body, body);
        }
        int top = headerTop(above);
        for (int i = top; i < above; i++) {
            if (names(i) >= 0.9 * count(used) && rows.get(above).filled() <= 0.5 * count(used)) {
                return layout(i, i + 1);
            }
        }
        return layout(top, above + 1);
    }

    /** How many of the used columns the row has a cell for. */
    private int names(int index) {
        int names = 0;
        for (int j = 0; j < width; j++) {
            names += used[j] && !rows.get(index).cell(j).isEmpty() ? 1 : 0;
        }
        return names;
    }

    /** The header is rows top (inclusive) to bottom (exclusive) without comments; the data begins at bottom. */
    private TableLayout layout(int top, int bottom) {
        List<HeadRow> header = new ArrayList<>();
        for (int i = top; i < bottom; i++) {
            if (!isComment(rows.get(i)) && rows.get(i).filled() > 0) {
                header.add(rows.get(i));
            }
        }
        List<String> preamble = new ArrayList<>();
        for (int i = 0; i < top; i++) {
            String text = String.join(" ", Arrays.stream(rows.get(i).cells()).filter(c -> !c.isEmpty()).toList());
            if (!text.isEmpty() && preamble.size() < 20) {
                preamble.add(text.length() > 200 ? text.substring(0, 200) + "…" : text);
            }
        }
        List<String> notes = new ArrayList<>();
        List<String> names = new HeaderNames(width, used).of(header, notes);
        List<String> last = header.isEmpty() ? List.of() : List.of(header.getLast().cells());
        return new TableLayout(width, names, bottom, header.size(), 0, last, preamble, notes);
    }

    private void markColumns() {
        int[] filled = new int[width];
        int[] fits = new int[width];
        int from = rows.size() > 8 ? rows.size() / 3 : rows.size() > 1 ? 1 : 0;
        for (int i = 0; i < rows.size(); i++) {
            HeadRow row = rows.get(i);
            if (isComment(row) || row.cells().length < Math.min(width, 2)) {
                continue;
            }
            for (int j = 0; j < width; j++) {
                String cell = row.cell(j);
                if (Cells.isMissing(cell)) {
                    continue;
                }
                used[j] = true;
                if (i >= from) {
                    filled[j]++;
                    fits[j] += isTyped(cell) ? 1 : 0;
                }
            }
        }
        for (int j = 0; j < width; j++) {
            typed[j] = filled[j] > 0 && fits[j] >= 0.8 * filled[j];
        }
    }

    private static boolean isTyped(String cell) {
        return Cells.isNumber(cell) || Cells.isDate(cell);
    }

    private boolean isComment(HeadRow row) {
        return row.comment() && (row.cells().length != width || (row.filled() == 1 && width > 1));
    }

    /** The first row that has typed cells where the columns are typed, or -1. */
    private int firstTyped() {
        for (int i = 0; i < rows.size(); i++) {
            HeadRow row = rows.get(i);
            if (isComment(row) || row.cells().length < Math.min(2, width)) {
                continue;
            }
            int hits = 0;
            int misses = 0;
            for (int j = 0; j < width; j++) {
                String cell = row.cell(j);
                if (typed[j] && !Cells.isMissing(cell)) {
                    if (isTyped(cell)) {
                        hits++;
                    } else {
                        misses++;
                    }
                }
            }
            if (hits > misses && !isHeading(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the row holds headings such as years above the names of columns, which a row of words below it has. */
    private boolean isHeading(int index) {
        if (index + 1 >= rows.size() || rows.get(index).filled() == width) {
            return false;
        }
        HeadRow below = rows.get(index + 1);
        int words = 0;
        for (int j = 0; j < width; j++) {
            String cell = below.cell(j);
            if (typed[j] && isTyped(cell)) {
                return false;
            }
            words += typed[j] && !Cells.isMissing(cell) ? 1 : 0;
        }
        return words >= 2;
    }

    private int firstFull(int least) {
        for (int i = 0; i < rows.size(); i++) {
            if (!isComment(rows.get(i)) && rows.get(i).filled() >= least) {
                return i;
            }
        }
        return 0;
    }

    /** Whether the row is a header of years over numbers of another size: 1990, 1991, 1992. */
    private boolean isYearHeader(int index) {
        HeadRow row = rows.get(index);
        int years = 0;
        int previous = 0;
        for (int j = 0; j < width; j++) {
            String cell = row.cell(j);
            if (!typed[j] || cell.isEmpty()) {
                continue;
            }
            if (!cell.matches("(1[5-9]|20)\\d\\d") || Integer.parseInt(cell) <= previous) {
                return false;
            }
            previous = Integer.parseInt(cell);
            years++;
        }
        return years >= 3 && index + 1 < rows.size() && !hasRisingYears(rows, index);
    }

    /** Rows of the table itself may be rising years too; then the first of them is no header. */
    private boolean hasRisingYears(List<HeadRow> all, int index) {
        for (int i = index + 1; i < all.size(); i++) {
            if (all.get(i).filled() > 2) {
                int years = 0;
                for (int j = 0; j < width; j++) {
                    years += typed[j] && all.get(i).cell(j).matches("(1[5-9]|20)\\d\\d") ? 1 : 0;
                }
                return years > 2;
            }
        }
        return false;
    }

    /** Goes up from the lowest header row while it leaves columns unnamed that the row above names. */
    private int headerTop(int bottom) {
        boolean[] named = new boolean[width];
        int top = bottom;
        for (int i = bottom; i >= 0 && bottom - i < MAX_HEADER_ROWS; i--) {
            HeadRow row = rows.get(i);
            boolean adds = false;
            for (int j = 0; j < width; j++) {
                adds |= used[j] && !named[j] && !row.cell(j).isEmpty();
            }
            if (i < bottom && (row.filled() < 2 || isComment(row) || (!adds && i < bottom - 3))) {
                break;
            }
            top = i;
            boolean complete = true;
            for (int j = 0; j < width; j++) {
                named[j] |= !row.cell(j).isEmpty();
                complete &= named[j] || !used[j];
            }
            if (complete) {
                break;
            }
        }
        return top;
    }

    /** Whether the row looks like one of the data: its values come again below it. */
    private boolean repeatsBelow(int first) {
        HeadRow row = rows.get(first);
        Set<String> own = new HashSet<>();
        int columns = 0;
        int repeated = 0;
        for (int j = 0; j < width; j++) {
            if (row.cell(j).isEmpty()) {
                continue;
            }
            columns++;
            boolean again = !own.add(row.cell(j));
            for (int i = first + 1; i < rows.size() && !again; i++) {
                again = rows.get(i).cell(j).equals(row.cell(j));
            }
            repeated += again ? 1 : 0;
        }
        return columns > 0 && repeated * 2 > columns;
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
