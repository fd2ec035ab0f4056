package io.segmenta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.parallel.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed gives the right answer. */
class TaskTest {

    private static final Dataset DATA = Dataset.mixture(499, 8, 8, 7);

    @ParameterizedTest
    @EnumSource
    void run_smallRows_sameNumbersAtAnyThreads(Task task) {
        try (Workers one = new Workers(1); Workers two = new Workers(2)) {
            double[] numbers = task.run(DATA, one);
            assertThat(numbers).isNotEmpty().doesNotContain(Double.NaN);
            assertThat(task.run(DATA, two)).isEqualTo(numbers);
        }
    }

    @Test
    void ward_equalsSmile() {
        try (Workers one = new Workers(1)) {
            double ours = Task.WARD_5K.run(DATA, one)[0];
            // Smile keeps its distances in single precision.
            assertThat(ours).isCloseTo(Smile.run(Task.WARD_5K, DATA)[0], within(1e-4 * ours));
        }
    }

    @Test
    void write_rows_areReadBackByTheTools() throws IOException {
        Path directory = Files.createTempDirectory("rows");
        Path file = directory.resolve("rows");
        DATA.write(file);
        assertThat(Files.size(file)).isEqualTo(499 * 8 * 4);
        assertThat(Files.size(Path.of(file + ".labels"))).isEqualTo(499 * 4);
        assertThat(Files.size(Path.of(file + ".start"))).isEqualTo(8 * 8 * 4);
    }

    @Test
    void umap_quality_isTrustworthiness() {
        try (Workers one = new Workers(1)) {
            double[] layout = Task.UMAP_10K.run(DATA, one);
            assertThat(Task.UMAP_10K.quality(layout, DATA, one)).hasSize(1);
            assertThat(Task.UMAP_10K.quality(layout, DATA, one)[0]).isBetween(0.9, 1.0);
        }
    }

    @Test
    void report_showsRatiosAtEveryThreads_andWhatBoundsAMissedGoal() throws IOException {
        String table = Report.of(
                List.of(new Report.Entry(Task.WARD_20K, 1, "segmenta", 0.2, 0.1, 3, 1, 0),
                        new Report.Entry(Task.WARD_20K, 1, "fastcluster", 10, 9.5, 3, 50, 1e-9),
                        new Report.Entry(Task.WARD_20K, 2, "segmenta", 0.5, 0.4, 3, 1, 0),
                        new Report.Entry(Task.WARD_20K, 2, "fastcluster", 15, 14, 3, 30, -2e-9)),
                "python 3", "--rounds 3", 3);
        assertThat(table).contains(
                "| task | rows x columns | tool | 1 thread | times ours | 2 threads | times ours | goal | difference |",
                "| ward linkage | 20,000 x 8 | **segmenta** | 200.0 ms (100.0 ms) |  | 500.0 ms (400.0 ms) |  |  |  |",
                "| ward linkage | 20,000 x 8 | fastcluster | 10.00 s (9.50 s) | **50.0** | 15.00 s (14.00 s) | "
                        + "**30.0** "
                        + "| 40 | -2.0e-09 |",
                "- ward linkage, 20,000 rows, 2 threads: 30.0 times fastcluster, 40 aimed at; bound by one search "
                        + "after "
                        + "another, on one thread.");
        assertThat(table).doesNotContain("1 thread:");
    }
}
