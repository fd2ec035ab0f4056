package io.segmenta.pipeline.plot;

import java.util.List;

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
        private List<String> name(int i, Key key, double room) {
            return note ? Svg.wrap(key.name(), room - 22, 13, lines)
                    : Svg.wrap(i + " · " + key.name(), room - 22, 12, lines);
        }

        private double line() {
            return note ? 16 : 15;
        }

        private double gap() {
            return note ? 24 : 5;
        }

        double height(List<Key> keys, double room) {
            double height = 0;
            for (int i = 0; i < keys.size(); i++) {
                height += line() * name(i, keys.get(i), room).size() + gap();
            }
            return height;
        }

        static Form of(List<Key> keys, double room) {
            return FORMS.stream().filter(form -> form.height(keys, room) <= HIGHEST).findFirst().orElse(ONE_LINE);
        }
    }

    static void draw(Svg svg, double x, double y, double room, List<Key> keys, List<String> notes) {
        Form form = Form.of(keys, room);
        int shown = shown(form, keys);
        String size = form.note() ? "13" : "12";
        double at = y;
        for (int i = 0; i < shown; i++) {
            Key key = keys.get(i);
            svg.open(key.title());
            svg.circle(x + 6, at - 4, form.note() ? 6 : 5, "fill", key.color());
            for (String line : form.name(i, key, room)) {
                svg.text(x + 20, at, line, "font-size", size, "fill", Svg.INK);
                at += form.line();
            }
            if (form.note()) {
                svg.text(x + 20, at, notes.get(i), "font-size", "12", "fill", Svg.MUTED);
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
        return form.height(keys.subList(0, shown), room) + (shown < keys.size() ? form.line() : 0);
    }

    private static int shown(Form form, List<Key> keys) {
        return keys.size() <= MOST || !form.equals(ONE_LINE) ? keys.size() : MOST - 1;
    }
}
