package io.segmenta.pipeline.plot;

import java.util.ArrayList;
import java.util.List;

/** Finds places for marks of one size so that none covers another: each as near as possible to where it belongs. */
final class Places {
    private static final int DIRECTIONS = 24;

    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final double apart;
    private final List<double[]> taken = new ArrayList<>();

    /** @param apart the least distance between two marks */
    Places(double left, double top, double width, double height, double apart) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.apart = apart;
    }

    /** The free place nearest to a point, which is then taken; the point itself where no place is free. */
    double[] nearest(double x, double y) {
        double[] place = {x, y};
        double step = apart / 4;
        for (double away = step; !isFree(place) && away < width + height; away += step) {
            for (int i = 0; i < DIRECTIONS && !isFree(place); i++) {
                double angle = 2 * Math.PI * i / DIRECTIONS;
                place = new double[] {x + away * StrictMath.cos(angle), y + away * StrictMath.sin(angle)};
            }
        }
        if (!isFree(place)) {
            place = new double[] {x, y};
        }
        taken.add(place);
        return place;
    }

    private boolean isFree(double[] place) {
        return place[0] >= left && place[0] <= left + width && place[1] >= top && place[1] <= top + height
                && taken.stream().noneMatch(other -> (other[0] - place[0]) * (other[0] - place[0])
                        + (other[1] - place[1]) * (other[1] - place[1]) < apart * apart);
    }
}
