package io.segmenta.pipeline.plot.png;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The outlines of characters, of Noto Sans (SIL Open Font License 1.1, {@code OFL.txt}), so that text is drawn without
 * any font of the machine: Latin, Greek and Cyrillic. Other characters are hollow boxes. Immutable once read.
 */
final class Glyphs {
    private static final double EM = 1_000;
    private static final Path2D BOX = Paths.of("M60 0V-714H540V0ZM110 -50H490V-664H110Z");
    private static final double BOX_WIDTH = 600;

    private record Glyph(double advance, Path2D outline) {}

    private final Map<Integer, Glyph> glyphs;

    private Glyphs(Map<Integer, Glyph> glyphs) {
        this.glyphs = glyphs;
    }

    /** Reads them. */
    static Glyphs read() {
        Map<Integer, Glyph> glyphs = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Glyphs.class.getResourceAsStream("glyphs.txt"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(" ", 3);
                glyphs.put(Integer.parseInt(fields[0], 16),
                        new Glyph(Double.parseDouble(fields[1]), Paths.of(fields[2])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Glyphs(glyphs);
    }

    private Glyph of(int c) {
        if (Character.getType(c) == Character.NON_SPACING_MARK) {
            return new Glyph(0, new Path2D.Double());
        }
        return glyphs.getOrDefault(c, new Glyph(BOX_WIDTH, BOX));
    }

    double width(String text, double size) {
        return text.codePoints().mapToDouble(c -> of(c).advance).sum() * size / EM;
    }

    /** The outline of a text that begins at a point. */
    Path2D outline(String text, double x, double y, double size) {
        Path2D all = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double at = x;
        for (int c : text.codePoints().toArray()) {
            Glyph glyph = of(c);
            AffineTransform place = AffineTransform.getTranslateInstance(at, y);
            place.scale(size / EM, size / EM);
            all.append(glyph.outline.getPathIterator(place), false);
            at += glyph.advance * size / EM;
        }
        return all;
    }
}
