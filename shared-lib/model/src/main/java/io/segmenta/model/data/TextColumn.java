package io.segmenta.model.data;

import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A column of text, dictionary encoded: row i holds {@code levels.get(codes[i])}; code -1 is a missing value. The array
 * is shared, not copied, and must not be written to.
 */
public final class TextColumn implements Column {

    /** The code of a missing value. */
    public static final int MISSING = -1;

    private final String name;
    private final int[] codes;
    private final List<String> levels;
    private final int missing;

    public TextColumn(String name, int[] codes, List<String> levels) {
        this.name = Check.notNull(name, "name");
        this.codes = Check.notNull(codes, "codes");
        this.levels = List.copyOf(levels);
        int count = 0;
        for (int code : codes) {
            Check.argument(code >= MISSING && code < this.levels.size(), "column \"%s\": code %d has no level", name,
                    code);
            if (code == MISSING) {
                count++;
            }
        }
        this.missing = count;
    }

    private TextColumn(String name, int[] codes, List<String> levels, int missing) {
        this.name = Check.notNull(name, "name");
        this.codes = codes;
        this.levels = levels;
        this.missing = missing;
    }

    /** Encodes values in order of first appearance; null is a missing value. */
    public static TextColumn of(String name, List<String> values) {
        Map<String, Integer> index = new HashMap<>();
        List<String> levels = new ArrayList<>();
        int[] codes = new int[values.size()];
        int row = 0;
        for (String value : values) {
            if (value == null) {
                codes[row++] = MISSING;
                continue;
            }
            Integer code = index.get(value);
            if (code == null) {
                code = levels.size();
                index.put(value, code);
                levels.add(value);
            }
            codes[row++] = code;
        }
        return new TextColumn(name, codes, levels);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return codes.length;
    }

    /** Returns the index of the value's level, -1 when missing. */
    public int code(int row) {
        return codes[row];
    }

    /** Returns the array itself, never to be written to. */
    public int[] codes() {
        return codes;
    }

    /** Returns the distinct values; a row's code is an index in them. */
    public List<String> levels() {
        return levels;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public int missing() {
        return missing;
    }

    @Override
    public String text(int row) {
        int code = codes[row];
        return code == MISSING ? "" : levels.get(code);
    }

    @Override
    public TextColumn selectRows(int[] rows) {
        int[] chosen = new int[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = codes[rows[i]];
            if (chosen[i] == MISSING) {
                count++;
            }
        }
        return new TextColumn(name, chosen, levels, count);
    }

    @Override
    public TextColumn renamed(String other) {
        return new TextColumn(other, codes, levels, missing);
    }
}
