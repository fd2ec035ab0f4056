package io.segmenta.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What commands print with: lines, tables, JSON, colours when a person watches. Thread-safe by line. */
final class Screen {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9,.]*( ?%| s| kB| MB)?|-");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean color;
    private final int width;

    Screen(Environment environment) {
        this(environment.out(), environment.err(), environment.terminal(), environment.color(), environment.width());
    }

    private Screen(PrintStream out, PrintStream err, boolean terminal, boolean color, int width) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.color = color;
        this.width = width;
    }

    /** The same, with everything on the error stream: what accompanies a result on the output. */
    Screen onErrorStream() {
        return new Screen(err, err, terminal, color, width);
    }

    void line(String text) {
        out.println(text);
    }

    void line(String template, Object first, Object... more) {
        Object[] values = new Object[more.length + 1];
        values[0] = first;
        System.arraycopy(more, 0, values, 1, more.length);
        out.println(String.format(Locale.ROOT, template, values));
    }

    void blank() {
        out.println();
    }

    /** A line for the person waiting, kept out of the result. */
    void note(String text) {
        err.println(text);
    }

    void json(JsonNode value) {
        try {
            out.println(JSON.writeValueAsString(value));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A bar on a terminal, lines elsewhere; on the error stream. */
    Meter meter(String indent) {
        return terminal ? new Meter.Bar(err, indent, width) : new Meter.Lines(err, indent);
    }

    int width() {
        return width;
    }

    boolean terminal() {
        return terminal;
    }

    String bold(String text) {
        return escape("1", text);
    }

    String dim(String text) {
        return escape("2", text);
    }

    String green(String text) {
        return escape("32", text);
    }

    String red(String text) {
        return escape("31", text);
    }

    String yellow(String text) {
        return escape("33", text);
    }

    String cyan(String text) {
        return escape("36", text);
    }

    /** Text in a colour given as {@code #rrggbb}; plain when it is none. */
    String paint(String rgb, String text) {
        if (!rgb.matches("#[0-9a-fA-F]{6}")) {
            return text;
        }
        int value = Integer.parseInt(rgb.substring(1), 16);
        return escape(String.format(Locale.ROOT, "38;2;%d;%d;%d", value >> 16, value >> 8 & 255, value & 255), text);
    }

    private String escape(String code, String text) {
        return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /**
     * Rows under a header line, columns as wide as their longest cell, numbers to the right. The last column is
     * continued below where the screen ends.
     */
    void table(String indent, List<String> header, List<List<String>> rows) {
        int columns = header.size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int j = 0; j < columns; j++) {
            int column = j;
            widths[j] = Math.max(length(header.get(j)),
                    rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
            numeric[j] = !rows.isEmpty()
                    && rows.stream().allMatch(row -> NUMBER.matcher(plain(row.get(column))).matches());
        }
        if (header.stream().anyMatch(name -> !name.isEmpty())) {
            out.println(dim(compose(indent, header, widths, numeric)));
        }
        for (List<String> row : rows) {
            out.println(compose(indent, row, widths, numeric));
        }
    }

    private String compose(String indent, List<String> cells, int[] widths, boolean[] numeric) {
        StringBuilder text = new StringBuilder(indent);
        int last = cells.size() - 1;
        for (int j = 0; j < last; j++) {
            String cell = cells.get(j);
            String padding = " ".repeat(Math.max(0, widths[j] - length(cell)));
            text.append(numeric[j] ? padding + cell : cell + padding).append("  ");
        }
        int column = length(text.toString());
        if (numeric[last] || length(cells.get(last)) <= width - column
                || !cells.get(last).equals(plain(cells.get(last)))) {
            String padding = numeric[last] ? " ".repeat(Math.max(0, widths[last] - length(cells.get(last)))) : "";
            return text.append(padding).append(cells.get(last)).toString().stripTrailing();
        }
        return text.append(String.join("\n" + " ".repeat(column), wrap(cells.get(last), column))).toString();
    }

    /** Text broken at blanks into lines of at most the screen's width less the indent. */
    List<String> wrap(String text, int indent) {
        int limit = Math.max(20, width - indent);
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String word : text.split(" ", 0)) {
            if (current.length() > 0 && current.length() + 1 + word.length() > limit) {
                lines.add(current.toString());
                current.setLength(0);
            }
            current.append(current.isEmpty() ? "" : " ").append(word);
        }
        lines.add(current.toString());
        return lines;
    }

    private static int length(String text) {
        return plain(text).length();
    }

    private static String plain(String text) {
        return ESCAPES.matcher(text).replaceAll("");
    }
}
