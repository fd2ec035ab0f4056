package io.segmenta.pipeline.read;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet; rows that are left out in the file are one blank line. */
final class SheetRows implements RowSource {
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    /** The first of March 1900, before which a day is counted that never was. */
    private static final int FIRST_RIGHT_DAY = 61;
    private static final int FIRST_DAY_OF_10000 = 2_958_466;

    private final boolean from1904;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final RowBuffer buffer = new RowBuffer();
    private @Nullable Row next;
    private int last;

    SheetRows(Sheet sheet, boolean from1904) throws IOException {
        this.from1904 = from1904;
        this.stream = sheet.openStream();
        this.rows = stream.iterator();
    }

    @Override
    public @Nullable RowBuffer next() {
        if (next == null && !rows.hasNext()) {
            return null;
        }
        Row row = next == null ? rows.next() : next;
        boolean gap = next == null && last > 0 && row.getRowNum() > last + 1;
        next = gap ? row : null;
        last = row.getRowNum();
        buffer.begin(gap ? last - 1 : last);
        int count = gap ? 0 : row.getCellCount();
        for (int j = 0; j < count; j++) {
            buffer.add(row.hasCell(j) ? text(row.getCell(j)) : "");
        }
        return buffer;
    }

    private String text(Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY || cell.getType() == CellType.ERROR) {
            return "";
        }
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.BOOLEAN) {
            return "1".equals(raw) ? "true" : "false";
        }
        if (cell.getType() == CellType.STRING) {
            return cell.getText();
        }
        if (raw == null) {
            return "";
        }
        return isDate(cell) && isDay(raw) ? date((long) Double.parseDouble(raw)) : plain(raw);
    }

    private String date(long day) {
        return (from1904 ? DAY_ZERO_1904 : day < FIRST_RIGHT_DAY ? DAY_ZERO.plusDays(1) : DAY_ZERO).plusDays(day)
                .toString();
    }

    /** Whether the number format shows a day or a year; m alone may be minutes. */
    private static boolean isDate(Cell cell) {
        String format = cell.getDataFormatString();
        if (format == null) {
            return false;
        }
        String bare = format.toLowerCase(Locale.ROOT).replaceAll("\\[[^\\]]*\\]|\"[^\"]*\"|\\\\.", "");
        return !bare.contains("general") && (bare.indexOf('d') >= 0 || bare.contains("yy"));
    }

    /** Whether a spreadsheet has a date for the number. */
    private static boolean isDay(String raw) {
        return raw.matches("\\d{1,7}(\\.\\d+)?") && Double.parseDouble(raw) < FIRST_DAY_OF_10000;
    }

    /** 5.0 and 1.4999999999999999E-1 as a person would have typed them. */
    private static String plain(String raw) {
        if (raw.length() > 15 || raw.indexOf('E') > 0 || raw.indexOf('e') > 0 || raw.endsWith(".0")) {
            try {
                double value = Double.parseDouble(raw);
                return value == Math.rint(value) && Math.abs(value) < 1e15
                        ? Long.toString((long) value)
                        : BigDecimal.valueOf(value).toPlainString();
            } catch (NumberFormatException e) {
                return raw;
            }
        }
        return raw;
    }

    @Override
    public void close() {
        stream.close();
    }
}
