package io.segmenta.pipeline.plot.png;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Reads the paths of our own pictures and glyphs: M, L, H, V, Q and Z with absolute coordinates. */
final class Paths {
    private Paths() {}

    static Path2D of(String data) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        int i = 0;
        double x = 0;
        double y = 0;
        while (i < data.length()) {
            char command = data.charAt(i);
            int end = i + 1;
            while (end < data.length() && !Character.isLetter(data.charAt(end))) {
                end++;
            }
            double[] values = numbers(data.substring(i + 1, end));
            int step = switch (command) {
                case 'H', 'V' -> 1;
                case 'Q' -> 4;
                default -> 2;
            };
            if (command == 'Z') {
                path.closePath();
            }
            for (int at = 0; at + step <= values.length; at += step) {
                double fromX = values[at];
                double fromY = step == 1 ? values[at] : values[at + 1];
                x = command == 'V' ? x : step == 4 ? values[at + 2] : fromX;
                y = command == 'H' ? y : step == 4 ? values[at + 3] : fromY;
                if (command == 'Q') {
                    path.quadTo(fromX, fromY, x, y);
                } else if (command == 'M' && at == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            i = end;
        }
        return path;
    }

    /** Numbers between blanks or commas, or before a minus. */
    private static double[] numbers(String text) {
        List<Double> numbers = new ArrayList<>();
        for (String number : text.replace("-", " -").split("[ ,]+", -1)) {
            if (!number.isEmpty()) {
                numbers.add(Double.parseDouble(number));
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
