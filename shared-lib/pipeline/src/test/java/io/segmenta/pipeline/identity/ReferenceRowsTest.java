package io.segmenta.pipeline.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReferenceRowsTest {
    private static final ReadResult DATA = Reading.text(table(), Map.of());

    /** A tenth of the rows is far from the others; some cells are empty. */
    private static String table() {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("id,visits,region\n");
        for (int i = 0; i < 2_000; i++) {
            boolean far = i % 10 == 0;
            text.append('c').append(i).append(',').append(i % 7 == 0 ? "" : (far ? 90 : 10) + random.nextInt(5) + 0.1)
                    .append(',').append(far ? "north" : "south").append('\n');
        }
        return text.toString();
    }

    private static SegmentationModel model() {
        try (Workers workers = new Workers(1)) {
            return Pipeline.train(DATA, PipelineConfig.defaults().with(Map.of("clustering.k", "2")), workers,
                    Progress.NONE).model();
        }
    }

    private static int[] labels(SegmentationModel model) {
        try (Workers workers = new Workers(1)) {
            return Served.of(model, DATA.table(), workers).labels();
        }
    }

    @Test
    void drawnRows_areOfEverySegmentEnough_andStandForAll() {
        SegmentationModel model = model();
        int[] labels = labels(model);
        ReferenceRows kept = ReferenceRows.draw(model, DATA.table(), labels, 100, 1);
        long smaller = Arrays.stream(labels).filter(label -> label == 1).count();
        assertThat(smaller).isLessThan(400);
        assertThat(kept.rows().rows()).isBetween(150, 165);
        assertThat(Arrays.stream(kept.weights()).sum()).isCloseTo(labels.length, within(1e-6));
        assertThat(kept.rows().columns()).extracting(column -> column.name()).doesNotContain("id")
                .containsExactlyInAnyOrderElementsOf(model.pipeline().sources());
    }

    @Test
    void rows_areReadAsTheyWereWritten() {
        SegmentationModel model = model();
        ReferenceRows kept = ReferenceRows.draw(model, DATA.table(), labels(model), 200, 1);
        assertThat(kept.write()).isEqualTo(ReferenceRows.draw(model, DATA.table(), labels(model), 200, 1).write());
        Table back = ReferenceRows.read(kept.write(), "kept").rows();
        assertThat(ReferenceRows.read(kept.write(), "kept").weights()).isEqualTo(kept.weights());
        try (Workers workers = new Workers(1)) {
            assertThat(Served.of(model, back, workers).labels())
                    .isEqualTo(Served.of(model, kept.rows(), workers).labels());
        }
        assertThat(((NumericColumn) back.require("visits")).values())
                .isEqualTo(((NumericColumn) kept.rows().require("visits")).values());
    }

    @Test
    void damagedRows_areRefused() throws IOException {
        assertThatThrownBy(() -> ReferenceRows.read(new byte[] {1, 2}, "kept")).isInstanceOf(DataException.class)
                .hasMessageStartingWith("kept is damaged");
        for (String document : new String[] {"{}", "{\"columns\":[],\"weights\":[1]}",
                "{\"columns\":[{\"name\":\"a\",\"numbers\":true,\"values\":[\"x\"]}],\"weights\":[1]}"}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(document.getBytes(StandardCharsets.UTF_8));
            }
            assertThatThrownBy(() -> ReferenceRows.read(bytes.toByteArray(), "kept"))
                    .isInstanceOf(DataException.class);
        }
    }
}
