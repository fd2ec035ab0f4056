package io.segmenta.model.confidence;

import io.segmenta.model.base.Check;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A calibration as bytes, little-endian: format, k, d and the number of examples (int32), alpha (float64); per cluster
 * the number of scores (int32), those kept (float64, as many as follows from it), and the margin of the least 5 %
 * (float64); k + 1 curves, each the number of knots (int32), their margins and shares (float64); the examples, row by
 * row (float32).
 */
public final class CalibrationBytes {

    /** The format that is written, and the greatest that is read. */
    public static final int FORMAT = 1;

    private static final int HEAD = 4 * 4 + 8;
    private static final int MOST_OF_TABLE = 4 + 8 * (ScoreTable.GREATEST + ScoreTable.BELOW) + 8;
    private static final int MOST_OF_CURVE = 4 + 16 * StayCurve.KNOTS;

    private CalibrationBytes() {}

    /** Returns the most bytes that a calibration of k clusters and d features can have. */
    public static long most(int clusters, int features) {
        return HEAD + (long) clusters * MOST_OF_TABLE + (clusters + 1L) * MOST_OF_CURVE
                + 4L * Calibration.MOST_EXAMPLES * features;
    }

    /** Returns the bytes; equal calibrations give equal ones. */
    public static byte[] write(Calibration calibration) {
        int k = calibration.clusters();
        float[][] examples = calibration.examples();
        int size = HEAD + 4 * examples.length * calibration.dimensions();
        for (int c = 0; c < k; c++) {
            size += 4 + 8 * calibration.scores(c).kept().length + 8;
        }
        for (int c = 0; c <= k; c++) {
            size += 4 + 16 * calibration.stay(c).knots();
        }
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(FORMAT).putInt(k).putInt(calibration.dimensions()).putInt(examples.length)
                .putDouble(calibration.alpha());
        for (int c = 0; c < k; c++) {
            out.putInt(calibration.scores(c).count());
            for (double score : calibration.scores(c).kept()) {
                out.putDouble(score);
            }
            out.putDouble(calibration.narrow(c));
        }
        for (int c = 0; c <= k; c++) {
            StayCurve curve = calibration.stay(c);
            out.putInt(curve.knots());
            for (int knot = 0; knot < curve.knots(); knot++) {
                out.putDouble(curve.margin(knot));
            }
            for (int knot = 0; knot < curve.knots(); knot++) {
                out.putDouble(curve.share(knot));
            }
        }
        for (float[] example : examples) {
            for (float value : example) {
                out.putFloat(value);
            }
        }
        return out.array();
    }

    /**
     * Reads a calibration. Nothing is trusted: counts are held against what is there before memory is taken.
     *
     * @param bytes all of it
     * @param clusters k of the model
     * @param features d of the model
     * @throws IllegalArgumentException when it is none, or not of such a model
     */
    public static Calibration read(byte[] bytes, int clusters, int features) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        need(in, HEAD);
        int format = in.getInt();
        Check.argument(format >= 1 && format <= FORMAT, "calibration format %d is not one this reader knows (%d)",
                format, FORMAT);
        int k = in.getInt();
        int d = in.getInt();
        Check.argument(k == clusters && d == features,
                "the calibration is of %d segments and %d features, the model has %d and %d", k, d, clusters,
                features);
        int examples = Check.range("examples", in.getInt(), 1, Calibration.MOST_EXAMPLES);
        double alpha = in.getDouble();
        List<ScoreTable> scores = new ArrayList<>();
        double[] narrow = new double[k];
        for (int c = 0; c < k; c++) {
            need(in, 4);
            int count = Check.range("scores", in.getInt(), 1, Integer.MAX_VALUE);
            scores.add(new ScoreTable(count, doubles(in, ScoreTable.kept(count))));
            need(in, 8);
            narrow[c] = in.getDouble();
        }
        List<StayCurve> stays = new ArrayList<>();
        for (int c = 0; c <= k; c++) {
            need(in, 4);
            int knots = Check.range("knots", in.getInt(), 1, StayCurve.KNOTS);
            stays.add(new StayCurve(doubles(in, knots), doubles(in, knots)));
        }
        Check.argument(in.remaining() == 4L * examples * d, "%d bytes are left of the calibration, %d examples have %d",
                in.remaining(), examples, 4L * examples * d);
        float[][] rows = new float[examples][d];
        for (float[] row : rows) {
            in.asFloatBuffer().get(row);
            in.position(in.position() + 4 * d);
        }
        return new Calibration(alpha, scores, narrow, stays, rows);
    }

    private static double[] doubles(ByteBuffer in, int count) {
        need(in, 8 * count);
        double[] values = new double[count];
        in.asDoubleBuffer().get(values);
        in.position(in.position() + 8 * count);
        return values;
    }

    private static void need(ByteBuffer in, int bytes) {
        Check.argument(in.remaining() >= bytes, "the calibration is cut short: %d bytes are needed, %d are left", bytes,
                in.remaining());
    }
}
