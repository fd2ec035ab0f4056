package io.segmenta.clustering.smile;

import io.segmenta.clustering.Golden;
import io.segmenta.clustering.Samples;
import io.segmenta.clustering.metrics.Trustworthiness;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import smile.clustering.CentroidClustering;
import smile.clustering.Clustering;
import smile.manifold.TSNE;
import smile.math.MathEx;

/**
 * Writes smile-direct.txt: what Smile says when it is called directly, with nothing of ours around it.
 *
 * <p>
 * Run, on the test class path: {@code java -Djava.util.concurrent.ForkJoinPool.common.parallelism=1
 * io.segmenta.clustering.smile.GenerateSmileGolden > smile-direct.txt}. Calls: {@code XMeans.fit(rows, 20, 100)},
 * {@code GMeans.fit(rows, 20, 100)}, {@code KMedoids.fit(rows, distance, new Options(4, 2, 0.0125, null))} with the
 * root of the Euclidean distance, {@code TSNE.fit(rows, new Options(2, 30, 200, 12, 500))}, each after
 * {@code MathEx.setSeed(1)}.
 */
final class GenerateSmileGolden {

    private static final Golden GOLDEN = Golden.read("smile.txt");
    private static final int CLUSTERS = 4;

    private GenerateSmileGolden() {}

    public static void main(String[] arguments) {
        System.out.println("# smile-core 6.2.5, Java " + Runtime.version().feature());
        for (String set : GOLDEN.setsWith("tsne")) {
            Matrix x = GOLDEN.rows(set);
            double[][] rows = RowDraw.doubles(x);
            MathEx.setSeed(1);
            show(set, "xmeans", labels(smile.clustering.XMeans.fit(rows, 20, 100)));
            MathEx.setSeed(1);
            show(set, "gmeans", labels(smile.clustering.GMeans.fit(rows, 20, 100)));
            MathEx.setSeed(1);
            double mean = smile.clustering.KMedoids
                    .fit(rows, (double[] a, double[] b) -> Math.sqrt(MathEx.distance(a, b)),
                            new Clustering.Options(CLUSTERS, 2, 0.0125, null))
                    .distortion();
            show(set, "kmedoids.cost", mean * rows.length);
            MathEx.setSeed(1);
            TSNE layout = TSNE.fit(rows, new TSNE.Options(2, 30, 200, 12, 500));
            show(set, "tsne.trustworthiness", trustworthiness(x, layout.coordinates()));
        }
    }

    private static double trustworthiness(Matrix x, double[][] layout) {
        IntFunction<float[]> row = i -> new float[] {(float) layout[i][0], (float) layout[i][1]};
        float[][] rows = new float[layout.length][];
        Arrays.setAll(rows, row);
        return Trustworthiness.of(x, Samples.rows(rows), 10, new Workers(1));
    }

    private static double[] labels(CentroidClustering<double[], double[]> found) {
        return Arrays.stream(found.group()).asDoubleStream().toArray();
    }

    private static void show(String set, String key, double... values) {
        StringJoiner line = new StringJoiner(" ").add(set).add(key);
        for (double value : values) {
            line.add(String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.9g", value));
        }
        System.out.println(line);
    }
}
