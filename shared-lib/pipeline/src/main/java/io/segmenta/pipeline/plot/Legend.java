package io.segmenta.pipeline.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The list of segments beside a plot: colour, name in a few lines, and a note such as the share of rows; where that
 * would be too high, number and name without the note.
 */
final class Legend {
    private static final double HIGHEST = 490;
    private static final int MOST = 24;
    private static final List<Form> FORMS = List.of(new Form(4, true), new Form(3, true), new Form(2, true),
            new Form(3, false), new Form(2, false));
    private static final Form ONE_LINE = new Form(1, false);

    private Legend() {}

    /** How an entry is written: its name in at most so many lines, with a note below it or its number before it. */
    private record Form(int lines, boolean note) {
        private List<List<String>> names(List<Key> keys, double room) {
            double number = note ? 0 : TextWidths.of((keys.size() - 1) + " · ", size(), false);
            List<List<String>> names = new Box(room - 22 - number, size(), false, lines)
                    .distinct(keys.stream().map(Key::name).toList());
            return note ? names : IntStream.range(0, names.size()).mapToObj(i -> numbered(i, names.get(i))).toList();
        }

        private static List<String> numbered(int i, List<String> lines) {
            List<String> numbered = new ArrayList<>(lines);
            numbered.set(0, i + " · " + lines.getFirst());
            return numbered;
        }

        private double size() {
            return note ? 13 : 12;
        }

        private double line() {
            return note ? 16 : 15;
        }

        private double gap() {
            return note ? 24 : 5;
        }

        double height(List<List<String>> names) {
            return names.stream().mapToDouble(lines -> line() * lines.size() + gap()).sum();
        }

        static Form of(List<Key> keys, double room) {
            return FORMS.stream().filter(form -> form.height(form.names(keys, room)) <= HIGHEST).findFirst()
                    .orElse(ONE_LINE);
        }
    }

    static void draw(Svg svg, double x, double y, double room, List<Key> keys, List<String> notes) {
        Form form = Form.of(keys, room);
        int shown = shown(form, keys);
        List<List<String>> names = form.names(keys, room);
        double at = y;
        for (int i = 0; i < shown; i++) {
            Key key = keys.get(i);
            svg.open(key.title());
            svg.circle(x + 6, at - 4, form.note() ? 6 : 5, "fill", key.color());
            for (String line : names.get(i)) {
                svg.text(x + 20, at, line, "font-size", Svg.number(form.size()), "fill", Svg.INK);
                at += form.line();
            }
            if (form.note()) {
                svg.fitted(x + 20, at, notes.get(i), Box.line(room - 20, 12), "font-size", "12", "fill", Svg.MUTED);
            }
            svg.close();
            at += form.gap();
        }
        if (shown < keys.size()) {
            svg.text(x + 20, at, "and " + (keys.size() - shown) + " more", "font-size", "12", "fill", Svg.MUTED);
        }
    }

    /** How high the list is. */
    static double height(List<Key> keys, double room) {
        Form form = Form.of(keys, room);
        int shown = shown(form, keys);
        return form.height(form.names(keys, room).subList(0, shown)) + (shown < keys.size() ? form.line() : 0);
    }

    private static int shown(Form form, List<Key> keys) {
        return keys.size() <= MOST || !form.equals(ONE_LINE) ? keys.size() : MOST - 1;
    }
}
