package io.segmenta.pipeline.map;

import io.segmenta.model.base.Check;
import java.util.List;

/**
 * Rows in two dimensions. The arrays are shared.
 *
 * @param heading what is shown
 * @param linear whether distances mean the same everywhere; false of layouts
 * @param x first coordinate of each row, finite
 * @param y second coordinate of each row, finite
 * @param labels the cluster of each row, in [0, k)
 * @param rows the place of each row in the file, from 0
 * @param axes what x is, and what y is
 */
public record Plane(String heading, boolean linear, float[] x, float[] y, int[] labels, int[] rows,
        List<MapAxis> axes) {
    public Plane {
        Check.argument(x.length > 0 && x.length == y.length && x.length == labels.length && x.length == rows.length,
                "a map needs as many x, y, labels and rows, at least one, got %d, %d, %d, %d", x.length, y.length,
                labels.length, rows.length);
        Check.argument(axes.size() == 2, "a map has 2 axes, got %d", axes.size());
        axes = List.copyOf(axes);
    }

    /** How many rows there are. */
    int count() {
        return x.length;
    }
}
