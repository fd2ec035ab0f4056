package io.segmenta.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.model.SampleModels;
import io.segmenta.model.Segment;
import io.segmenta.model.assign.NearestCentroid;
import io.segmenta.model.confidence.Calibration;
import io.segmenta.model.confidence.ScoreTable;
import io.segmenta.model.confidence.StayCurve;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.rows.AssignedRow;
import io.segmenta.model.rows.AssignedRows;
import io.segmenta.model.rows.RowBlocks;
import io.segmenta.model.rows.RowFilter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
    @Test
    void writeTo_anyNumberOfThreads_givesTheSameBytesWithEveryRowInOrder() throws IOException {
        int n = 70_001;
        float[] column = new float[n];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 2;
            column[i] = labels[i] * 10 + i % 4 / 4f;
        }
        Matrix x = Matrix.ofColumns(List.of("age"), new float[][] {column});
        NearestCentroid assigner = SampleModels.nearest(x, new float[][] {{0.5f}, {10.5f}}, labels);
        List<Segment> segments = segments(n);
        Calibration sure = calibration();
        byte[] one = bytes(new Assignments(x, labels, Optional.empty(), assigner, sure, segments, new Workers(1)));
        try (Workers three = new Workers(3)) {
            assertThat(bytes(new Assignments(x, labels, Optional.empty(), assigner, sure, segments, three)))
                    .isEqualTo(one);
        }
        List<String> lines = new String(new GZIPInputStream(new ByteArrayInputStream(one)).readAllBytes(),
                StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(n + 1);
        assertThat(lines.getFirst()).isEqualTo("row,segment_id,cluster,segment_name,distance,confidence,fit,"
                + "outside,between,posterior");
        assertThat(lines.get(2)).isEqualTo("2,s-b,1,\"Old, wise\",0.25,0.975,1,false,,1");
        assertThat(lines.getLast()).startsWith(n + ",s-a,0,Young,");
    }

    @Test
    void index_anyNumberOfThreads_findsEveryRow() throws IOException {
        int n = 9000;
        float[] column = new float[n];
        int[] labels = new int[n];
        String[] names = new String[n];
        for (int i = 0; i < n; i++) {
            labels[i] = i % 2;
            column[i] = labels[i] * 10 + i % 4 / 4f;
            names[i] = "=C" + i;
        }
        Matrix x = Matrix.ofColumns(List.of("age"), new float[][] {column});
        NearestCentroid assigner = SampleModels.nearest(x, new float[][] {{0.5f}, {10.5f}}, labels);
        for (Optional<Column> identifier : List.of(Optional.<Column>empty(),
                Optional.<Column>of(TextColumn.of("customer", List.of(names))))) {
            byte[] index;
            byte[] file;
            try (Workers two = new Workers(2)) {
                Assignments parallel = new Assignments(x, labels, identifier, assigner, calibration(), segments(n),
                        two);
                file = bytes(parallel);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                parallel.writeIndexTo(out);
                index = out.toByteArray();
            }
            ByteArrayOutputStream first = new ByteArrayOutputStream();
            new Assignments(x, labels, identifier, assigner, calibration(), segments(n), new Workers(1))
                    .writeIndexTo(first);
            assertThat(index).as("before the file has been written").isEqualTo(first.toByteArray());
            AssignedRows rows = new AssignedRows(RowBlocks.parse(index), source(index, file));
            assertThat(rows.index().bytes()).isEqualTo(file.length);
            assertThat(rows.index().rows("s-b")).isEqualTo(n / 2);
            assertThat(rows.index().rows("none")).isZero();
            assertThat(rows.page(RowFilter.ALL, 8998, 5).rows()).extracting(AssignedRow::number)
                    .containsExactly(8999, 9000);
            assertThat(rows.find(identifier.isPresent() ? "=C4711" : "4712").getFirst().number()).isEqualTo(4712);
            assertThat(rows.find("C4711")).isEmpty();
        }
    }

    private static AssignedRows.Source source(byte[] index, byte[] file) {
        return new AssignedRows.Source() {
            @Override
            public byte[] ofIndex(long from, int length) {
                return Arrays.copyOfRange(index, (int) from, (int) from + length);
            }

            @Override
            public byte[] ofRows(long from, int length) {
                return Arrays.copyOfRange(file, (int) from, (int) from + length);
            }
        };
    }

    private static List<Segment> segments(int n) {
        return List.of(new Segment("s-a", 0, "Young", "", "#000000", n - n / 2, 0.5, List.of()),
                new Segment("s-b", 1, "Old, wise", "", "#000000", n / 2, 0.5, List.of()));
    }

    private static Calibration calibration() {
        ScoreTable scores = ScoreTable.of(new double[] {0.25, 0.25, 0.5});
        StayCurve stay = new StayCurve(new double[] {0, 10}, new double[] {0.5, 1});
        return new Calibration(0.3, List.of(scores, scores), new double[] {9.5, 9.5}, List.of(stay, stay, stay),
                new float[1][1]);
    }

    private static byte[] bytes(Assignments assignments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assignments.writeTo(out);
        return out.toByteArray();
    }
}
