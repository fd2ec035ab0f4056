package io.segmenta.clustering.plot;

import java.util.List;

/**
 * The list of segments beside a plot: colour, name in a few lines, and a note such as the share of rows; of many segments
 * number and name in one line each.
 */
final class Legend {
    private static final int MOST_WITH_NOTES = 12;
    private static final double HIGHEST_WITH_NOTES = 490;
    private static final int MOST = 24;

    private Legend() {}

    static void draw(Svg svg, double x, double y, double room, List<Key> keys, List<String> notes) {
        if (!hasNotes(keys, room)) {
            drawNames(svg, x, y, room, keys);
            return;
        }
        double at = y;
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            svg.open(key.name());
            svg.circle(x + 6, at - 4, 6, "fill", key.color());
            for (String line : lines(key, keys.size(), room)) {
                svg.text(x + 20, at, line, "fill", Svg.INK);
                at += 16;
            }
            svg.text(x + 20, at, notes.get(i), "font-size", "12", "fill", Svg.MUTED);
            svg.close();
            at += 24;
        }
    }

    /** How high the list is. */
    static double height(List<Key> keys, double room) {
        return hasNotes(keys, room) ? heightWithNotes(keys, room) : 20 * Math.min(keys.size(), MOST);
    }

    private static boolean hasNotes(List<Key> keys, double room) {
        return keys.size() <= MOST_WITH_NOTES && heightWithNotes(keys, room) <= HIGHEST_WITH_NOTES;
    }

    private static double heightWithNotes(List<Key> keys, double room) {
        return keys.stream().mapToDouble(key -> 16 * lines(key, keys.size(), room).size() + 24).sum();
    }

    private static List<String> lines(Key key, int keys, double room) {
        return Svg.wrap(key.name(), room - 22, 13, keys > 8 ? 2 : 4);
    }

    private static void drawNames(Svg svg, double x, double y, double room, List<Key> keys) {
        int shown = keys.size() <= MOST ? keys.size() : MOST - 1;
        for (int i = 0; i < shown; i++) {
            Key key = keys.get(i);
            double at = y + 20 * i;
            svg.open(key.name());
            svg.circle(x + 6, at - 4, 5, "fill", key.color());
            svg.text(x + 18, at, Svg.fit(i + " · " + key.name(), room - 18, 12), "font-size", "12", "fill", Svg.INK);
            svg.close();
        }
        if (shown < keys.size()) {
            svg.text(x + 18, y + 20 * shown, "and " + (keys.size() - shown) + " more", "font-size", "12", "fill",
                    Svg.MUTED);
        }
    }
}
