package io.segmenta.clustering.plot;

import java.util.List;

/**
 * The list of segments beside a plot: colour, name in a few lines, and a note such as the share of rows; of many segments
 * number and name in one line each.
 */
final class Legend {
    private static final int MOST_WITH_NOTES = 12;
    private static final int MOST = 24;

    private Legend() {}

    static void draw(Svg svg, double x, double y, double room, List<Key> keys, List<String> notes) {
        if (keys.size() > MOST_WITH_NOTES) {
            drawNames(svg, x, y, room, keys);
            return;
        }
        double at = y;
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            svg.open(key.name());
            svg.circle(x + 6, at - 4, 6, "fill", key.color());
            for (String line : Svg.wrap(key.name(), room - 22, 13, keys.size() > 8 ? 2 : 4)) {
                svg.text(x + 20, at, line, "fill", Svg.INK);
                at += 16;
            }
            svg.text(x + 20, at, notes.get(i), "font-size", "12", "fill", Svg.MUTED);
            svg.close();
            at += 24;
        }
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
