package io.segmenta.model.moves;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.Assigner;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.assign.GaussianPosterior;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.assign.Points;
import io.segmenta.model.data.InputRecord.Given;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.steps.UmapPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The search for one record and one wanted cluster. Whatever it returns was asked of the model. */
final class Search {
    /** How often a mixture's half-spaces are made anew. */
    private static final int LINEAR = 8;
    /** Rows of the wanted segment that are gone towards. */
    private static final int ROWS = 5;
    private static final int STEPS = 32;
    private static final int HALVINGS = 40;
    /** How far beyond a boundary, in units of features, a value is looked for. */
    private static final double BEYOND = 1e-6;

    private final SegmentationModel model;
    private final Asked asked;
    private final int target;
    private final List<Movable> columns;
    private final boolean smooth;

    Search(SegmentationModel model, Asked asked, int target, List<Movable> columns) {
        this.model = model;
        this.asked = asked;
        this.target = target;
        this.columns = columns;
        Assigner assigner = model.assigner();
        this.smooth = model.pipeline().layout().isEmpty()
                && (assigner instanceof NearestCentroid || assigner instanceof GaussianPosterior);
    }

    /** Tells whether boundaries are known, so that a search takes next to no time. */
    boolean isSmooth() {
        return smooth;
    }

    /** Returns the record with the least change of one column that makes it of the wanted segment. */
    Optional<InputRecord> one(InputRecord record, Movable column) {
        int own = columns.indexOf(column);
        double[] change = new double[columns.size()];
        for (double t : smooth ? turns(record, column) : scanned(record, column)) {
            change[own] = t;
            Optional<InputRecord> moved = rounded(record, change);
            if (moved.isPresent()) {
                return moved;
            }
        }
        return Optional.empty();
    }

    /**
     * Where scores of two clusters cross along a column, nearest first, each a little beyond: between two such places
     * the answer is one. The difference of two scores is a quadratic, given by its values at three places.
     */
    private List<Double> turns(InputRecord record, Movable column) {
        float[] from = asked.features(record);
        double[] here = asked.scores(from);
        double[] ahead = asked.scores(along(from, column.direction(), 1));
        double[] behind = asked.scores(along(from, column.direction(), -1));
        List<Double> turns = new ArrayList<>();
        for (int k = 0; k < here.length; k++) {
            if (k != target) {
                double c = here[target] - here[k];
                double up = ahead[target] - ahead[k];
                double down = behind[target] - behind[k];
                Quadratic.addRoots((up + down) / 2 - c, (up - down) / 2, c, turns);
            }
        }
        List<Double> inside = new ArrayList<>();
        for (double turn : turns) {
            double margin = BEYOND * (1 + Math.abs(turn));
            for (double t : new double[] {turn - margin, turn + margin}) {
                if (column.feature() + t >= column.low() && column.feature() + t <= column.high()) {
                    inside.add(t);
                }
            }
        }
        inside.sort(Comparator.comparingDouble(Math::abs));
        return inside;
    }

    private static float[] along(float[] from, double[] direction, double t) {
        float[] moved = new float[from.length];
        for (int f = 0; f < moved.length; f++) {
            moved[f] = (float) (from[f] + t * direction[f]);
        }
        return moved;
    }

    /** Places along a column, both ways, where the wanted segment begins as far as even steps tell, nearest first. */
    private List<Double> scanned(InputRecord record, Movable column) {
        int own = columns.indexOf(column);
        List<Double> found = new ArrayList<>();
        for (double end : new double[] {column.low() - column.feature(), column.high() - column.feature()}) {
            double[] change = new double[columns.size()];
            change[own] = end;
            cut(record, change).map(share -> share * end).ifPresent(found::add);
        }
        found.sort(Comparator.comparingDouble(Math::abs));
        return found;
    }

    /** Returns the record with a small change of several columns that makes it of the wanted segment. */
    Optional<InputRecord> several(InputRecord record) {
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        if (smooth) {
            Optional<InputRecord> least = halfSpaces(record);
            if (least.isPresent()) {
                return least;
            }
        }
        return ways(record).stream().flatMap(change -> towards(record, change).stream())
                .min(Comparator.comparingDouble(this::cost));
    }

    private Optional<InputRecord> halfSpaces(InputRecord record) {
        double[] change = new double[columns.size()];
        float[] from = asked.features(record);
        if (from.length == 0) {
            return Optional.empty();
        }
        double[] low = columns.stream().mapToDouble(one -> Math.sqrt(one.cost()) * (one.low() - one.feature()))
                .toArray();
        double[] high = columns.stream().mapToDouble(one -> Math.sqrt(one.cost()) * (one.high() - one.feature()))
                .toArray();
        for (int round = 0; round < (model.assigner() instanceof NearestCentroid ? 1 : LINEAR); round++) {
            change = linear(from, change, low, high);
        }
        for (double farther : new double[] {1e-6, 1e-4, 1e-2}) {
            double[] beyond = new double[change.length];
            for (int j = 0; j < change.length; j++) {
                beyond[j] = change[j] * (1 + farther);
            }
            Optional<InputRecord> moved = rounded(record, reset(record, beyond));
            if (moved.isPresent()) {
                return moved;
            }
        }
        return Optional.empty();
    }

    /** The least change under the half-spaces that the scores make at an earlier one. */
    private double[] linear(float[] from, double[] at, double[] low, double[] high) {
        float[] there = moved(from, at);
        double[] here = asked.scores(there);
        int m = columns.size();
        double[][] normals = new double[here.length][m];
        double[] bounds = new double[here.length];
        for (int k = 0; k < here.length; k++) {
            bounds[k] = k == target ? 0 : here[k] - here[target];
        }
        for (int j = 0; j < m; j++) {
            double[] ahead = asked.scores(along(there, columns.get(j).direction(), 0.5));
            double[] behind = asked.scores(along(there, columns.get(j).direction(), -0.5));
            double weight = Math.sqrt(columns.get(j).cost());
            for (int k = 0; k < here.length; k++) {
                double slope = ahead[target] - behind[target] - (ahead[k] - behind[k]);
                normals[k][j] = k == target ? 0 : slope / weight;
                bounds[k] += k == target ? 0 : slope * at[j];
            }
        }
        double[] y = Dykstra.nearest(normals, bounds, low, high);
        for (int j = 0; j < m; j++) {
            y[j] /= Math.sqrt(columns.get(j).cost());
        }
        return y;
    }

    private float[] moved(float[] from, double[] change) {
        float[] there = from;
        for (int j = 0; j < change.length; j++) {
            there = change[j] == 0 ? there : along(there, columns.get(j).direction(), change[j]);
        }
        return there;
    }

    /** Changes that lead to the nearest rows of the wanted segment, as far as the columns go. */
    private List<double[]> ways(InputRecord record) {
        float[] from = asked.told(record);
        List<double[]> ways = new ArrayList<>();
        rowsOfTarget().stream().sorted(Comparator.comparingDouble(row -> Points.squaredDistance(from, row))).limit(ROWS)
                .forEach(row -> ways.add(way(from, row)));
        return ways;
    }

    private double[] way(float[] from, float[] to) {
        double[] change = new double[columns.size()];
        for (int j = 0; j < change.length; j++) {
            Movable column = columns.get(j);
            double along = 0;
            for (int f = 0; f < from.length; f++) {
                along += column.direction()[f] * ((double) to[f] - from[f]);
            }
            change[j] = Dykstra.inside(along, column.low() - column.feature(), column.high() - column.feature());
        }
        return change;
    }

    private List<float[]> rowsOfTarget() {
        List<float[]> rows = new ArrayList<>();
        Assigner assigner = model.assigner();
        Optional<UmapPlace> layout = model.pipeline().layout();
        if (layout.isPresent()) {
            for (int i = 0; i < layout.get().size(); i++) {
                if (assigner.assign(layout.get().place(i)) == target) {
                    rows.add(layout.get().row(i));
                }
            }
            return rows;
        }
        if (assigner instanceof NearestReference reference) {
            add(reference.rows(), reference.labels(), rows);
        } else if (assigner instanceof DensityReference reference) {
            add(reference.rows(), reference.labels(), rows);
        } else {
            rows.add(assigner.point(target));
        }
        return rows;
    }

    private void add(float[][] all, int[] labels, List<float[]> rows) {
        for (int i = 0; i < all.length; i++) {
            if (labels[i] == target) {
                rows.add(all[i]);
            }
        }
    }

    /** Goes as far as needed, then sets columns back while the answer holds, then goes no farther than needed. */
    private Optional<InputRecord> towards(InputRecord record, double[] change) {
        return cut(record, change).flatMap(share -> {
            double[] fewer = reset(record, times(change, share));
            double[] shorter = cut(record, fewer).map(again -> times(fewer, again)).orElse(fewer);
            return rounded(record, shorter);
        });
    }

    private static double[] times(double[] change, double share) {
        double[] part = change.clone();
        for (int j = 0; j < part.length; j++) {
            part[j] *= share;
        }
        return part;
    }

    /** Returns the least share of a change after which the answer is the wanted one, as far as even steps tell. */
    private Optional<Double> cut(InputRecord record, double[] change) {
        for (int step = 1; step <= STEPS; step++) {
            double far = (double) step / STEPS;
            if (holds(record, times(change, far))) {
                double near = (double) (step - 1) / STEPS;
                for (int half = 0; half < HALVINGS; half++) {
                    double middle = near + (far - near) / 2;
                    if (holds(record, times(change, middle))) {
                        far = middle;
                    } else {
                        near = middle;
                    }
                }
                return Optional.of(far);
            }
        }
        return Optional.empty();
    }

    /** Sets columns back, those that change least first, while the answer stays the wanted one. */
    private double[] reset(InputRecord record, double[] change) {
        double[] fewer = change.clone();
        if (!holds(record, fewer)) {
            return fewer;
        }
        List<Integer> order = new ArrayList<>();
        for (int j = 0; j < change.length; j++) {
            order.add(j);
        }
        order.sort(Comparator.comparingDouble(j -> columns.get(j).cost() * change[j] * change[j]));
        for (int j : order) {
            double kept = fewer[j];
            fewer[j] = 0;
            if (!holds(record, fewer)) {
                fewer[j] = kept;
            }
        }
        return fewer;
    }

    private boolean holds(InputRecord record, double[] change) {
        InputRecord moved = record.copy();
        for (int j = 0; j < change.length; j++) {
            if (change[j] != 0) {
                Movable column = columns.get(j);
                column.set(moved, column.shape().backward(column.feature() + change[j]));
            }
        }
        return asked.answer(moved) == target;
    }

    /** Returns the record with the values in as few digits as will do. */
    private Optional<InputRecord> rounded(InputRecord record, double[] change) {
        for (int d = 2; d <= Movable.MOST_DIGITS; d++) {
            InputRecord moved = record.copy();
            boolean told = true;
            for (int j = 0; j < change.length; j++) {
                if (change[j] != 0) {
                    double value = columns.get(j).rounded(columns.get(j).feature() + change[j], d);
                    told &= !Double.isNaN(value);
                    if (told) {
                        columns.get(j).set(moved, value);
                    }
                }
            }
            if (told && asked.answer(moved) == target) {
                return Optional.of(moved);
            }
        }
        return Optional.empty();
    }

    private double cost(InputRecord moved) {
        double sum = 0;
        for (Movable column : columns) {
            if (moved.given(column.column()) == Given.NUMBER) {
                double change = column.shape().forward(moved.number(column.column())) - column.feature();
                sum += column.cost() * change * change;
            }
        }
        return sum;
    }
}
