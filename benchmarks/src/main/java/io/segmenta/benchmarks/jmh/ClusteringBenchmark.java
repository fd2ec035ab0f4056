package io.segmenta.benchmarks.jmh;

import io.segmenta.clustering.centroid.KMeans;
import io.segmenta.clustering.centroid.KMeansFit;
import io.segmenta.clustering.decomposition.PrincipalComponents;
import io.segmenta.clustering.linkage.Agglomerative;
import io.segmenta.clustering.linkage.Dendrogram;
import io.segmenta.clustering.linkage.Linkage;
import io.segmenta.clustering.metrics.Dispersion;
import io.segmenta.clustering.metrics.Silhouette;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.data.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The algorithms, one kernel each, on uniform rows: ten iterations of k-means from a fixed start, exact silhouette, the
 * indices, ward and single linkage, principal components.
 *
 * <pre>
 * mvn -q -pl benchmarks -am package -DskipTests
 * java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' \
 *     org.openjdk.jmh.Main ClusteringBenchmark.kMeans -p rows=100000
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ClusteringBenchmark {

    private static final int CLUSTERS = 8;

    @Param({"5000", "100000"})
    public int rows;

    @Param({"2", "8", "32"})
    public int columns;

    @Param({"1", "2"})
    public int threads;

    private Matrix x;
    private int[] labels;
    private float[][] start;
    private Workers workers;

    /** Draws the data, its groups and the start, the same in every run. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] values = new float[columns][rows];
        List<String> names = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            names.add("x" + j);
            for (int i = 0; i < rows; i++) {
                values[j][i] = (float) random.nextDouble();
            }
        }
        x = Matrix.ofColumns(names, values);
        start = new float[CLUSTERS][columns];
        for (int c = 0; c < CLUSTERS; c++) {
            x.row(c, start[c]);
        }
        labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i % CLUSTERS;
        }
        workers = new Workers(threads);
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void stop() {
        workers.close();
    }

    /** At most ten rounds of k-means from a given start. */
    @Benchmark
    public KMeansFit kMeans() {
        return new KMeans(CLUSTERS, 10, 0, 1).fitFrom(x, start, workers);
    }

    /** The silhouette of at most 5,000 rows. */
    @Benchmark
    public Silhouette silhouette() {
        return Silhouette.sampled(x, labels, Math.min(rows, 5_000), 1, workers);
    }

    /** What the indices of dispersion are made of. */
    @Benchmark
    public Dispersion indices() {
        return Dispersion.of(x, labels, workers);
    }

    /** Quadratic in the rows: with the larger number, minutes. */
    @Benchmark
    public Dendrogram ward() {
        return new Agglomerative(Linkage.WARD).fit(x, workers);
    }

    /** Quadratic in the rows: with the larger number, minutes. */
    @Benchmark
    public Dendrogram single() {
        return new Agglomerative(Linkage.SINGLE).fit(x, workers);
    }

    /** All principal components. */
    @Benchmark
    public PrincipalComponents principalComponents() {
        return PrincipalComponents.fit(x, workers);
    }
}
