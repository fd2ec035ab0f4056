package io.segmenta.clustering.plot;

import java.util.List;

/**
 * The list of segments beside a plot: colour, name in a few lines, and a note such as the share of rows.
 */
final class Legend {
    private static final int MOST = 14;

    private Legend() {}

    static void draw(Svg svg, double x, double y, double room, List<Key> keys, List<String> notes) {
        double at = y;
        int shown = keys.size() <= MOST ? keys.size() : MOST - 1;
        for (int i = 0; i < shown; i++) {
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
        if (shown < keys.size()) {
            svg.text(x + 20, at, "and " + (keys.size() - shown) + " more", "fill", Svg.MUTED);
        }
    }
}
