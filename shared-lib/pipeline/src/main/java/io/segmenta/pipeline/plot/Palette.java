package io.segmenta.pipeline.plot;

import java.util.List;
import java.util.Locale;

/**
 * One colour per segment, told apart under the common forms of colour blindness and legible on white and on dark
 * backgrounds.
 * <p>
 * The first eight are those of the dashboard in its light theme ({@code --segment-1} to {@code --segment-8} of
 * {@code tokens.css}, which owns them), so that a segment has one colour in pictures and on the page; its tests hold
 * their contrast and how far apart they stay under colour blindness. Then come colours of Paul Tol's "muted" scheme
 * (SRON/EPS/TN/09-002). Beyond them hues follow the golden angle at three alternating lightnesses: distinct, though not
 * proven for colour blindness, which is why every plot also labels segments by name.
 */
public final class Palette {
    /** The grey of what belongs to no single segment. */
    public static final String NEUTRAL = "#8a8f98";

    private static final List<String> COLORS = List.of("#1952bc", "#c14101", "#138b68", "#98175d", "#c78614", "#0f9cd3",
            "#331a92", "#6a2907", "#999933", "#44aa99", "#aa4499", "#117733", "#bb5566", "#ddaa33", "#6699cc",
            "#997700");

    /** How many colours are proven; beyond them they are made up. */
    public static final int COUNT = COLORS.size();

    private Palette() {}

    /**
     * The colour of the segment created as number {@code index}.
     *
     * @param index at least 0
     * @return {@code #rrggbb}, lower case
     */
    public static String color(int index) {
        if (index < COLORS.size()) {
            return COLORS.get(index);
        }
        int step = index - COLORS.size();
        double hue = (step * 137.50776405) % 360;
        double[] lightness = {0.40, 0.55, 0.68};
        return hsl(hue, 0.55, lightness[step % 3]);
    }

    /**
     * A diverging colour for a signed strength: orange below zero, white at zero, blue above; both ends equally dark.
     *
     * @param strength clipped to [-1, 1]
     * @return {@code #rrggbb}
     */
    static String diverging(double strength) {
        double size = Math.min(1, Math.abs(strength));
        int[] end = strength < 0 ? new int[] {0xb3, 0x58, 0x06} : new int[] {0x05, 0x5a, 0x9c};
        return hex(blend(end[0], size), blend(end[1], size), blend(end[2], size));
    }

    /** Whether white text reads better than dark text on the diverging colour of this strength. */
    static boolean isDark(double strength) {
        return Math.abs(strength) > 0.68;
    }

    private static int blend(int end, double size) {
        return (int) Math.round(255 + (end - 255) * size);
    }

    private static String hsl(double hue, double saturation, double lightness) {
        double chroma = (1 - Math.abs(2 * lightness - 1)) * saturation;
        double section = hue / 60;
        double second = chroma * (1 - Math.abs(section % 2 - 1));
        double base = lightness - chroma / 2;
        double[] rgb = switch ((int) section) {
            case 0 -> new double[] {chroma, second, 0};
            case 1 -> new double[] {second, chroma, 0};
            case 2 -> new double[] {0, chroma, second};
            case 3 -> new double[] {0, second, chroma};
            case 4 -> new double[] {second, 0, chroma};
            default -> new double[] {chroma, 0, second};
        };
        return hex((int) Math.round((rgb[0] + base) * 255), (int) Math.round((rgb[1] + base) * 255),
                (int) Math.round((rgb[2] + base) * 255));
    }

    private static String hex(int red, int green, int blue) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
