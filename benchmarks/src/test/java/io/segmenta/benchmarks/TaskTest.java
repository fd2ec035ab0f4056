package io.segmenta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.Workers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    void report_showsRatioAndDifference() throws IOException {
        String table = Report.of(
                List.of(new Report.Entry(Task.WARD_5K, 1, "segmenta", 0.02, 0.01, 3, 1, 0),
                        new Report.Entry(Task.WARD_5K, 1, "scipy", 2, 1.5, 3, 100, 1e-9)),
                "python 3", "--rounds 3", 3);
        assertThat(table).contains(
                "| ward linkage | 5,000 x 8 | 1 | **segmenta** | 20.0 ms | 10.0 ms | 3 |  |  |",
                "| ward linkage | 5,000 x 8 | 1 | scipy | 2.00 s | 1.50 s | 3 | **100.0** | 1.0e-09 |");
    }
}
