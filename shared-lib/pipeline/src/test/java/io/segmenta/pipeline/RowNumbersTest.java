package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.rows.Inputs;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.Matrix;
import io.segmenta.pipeline.features.RangeRemedy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rows in messages count from 1, as in the files of a run. */
class RowNumbersTest {
    /** A template that names a row by its number, up to the end of its statement. */
    private static final Pattern ROW = Pattern.compile("\\brow %d\\b[^;]*;[^;\"]*(?:\"[^;]*;)?");

    @Test
    void firstRow_isRowOne() {
        assertThat(RowNumber.of(0)).isOne();
    }

    @Test
    void valueTooLarge_isNamedByTheRowAPersonCountsAndTheSettingsThatHelp() {
        Matrix x = Matrix.ofRows(List.of("spend"), new float[][] {{1}, {2}, {3e20f}});
        assertThatThrownBy(() -> RangeRemedy.added(() -> {
            Inputs.finite(x);
            return x;
        })).isInstanceOf(DataException.class).hasMessage("column \"spend\": expected a magnitude of at most 1.0E15, got"
                + " 3.0E20 at row 3; correct the value, leave the column out (columns.exclude) or scale it"
                + " (features.scale)");
    }

    @Test
    void everyMessageThatNumbersARow_takesTheNumberFromOnePlace() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            ROW.matcher(text).results().map(match -> match.group())
                    .forEach(statement -> found.add(file.getFileName() + ": " + statement));
        }
        assertThat(found).hasSizeGreaterThan(5).allMatch(statement -> statement.contains("RowNumber.of("));
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("model", "config", "clustering", "pipeline")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
