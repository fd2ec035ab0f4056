package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** A file is trained on, the model file read back, and its own customers asked for as callers would send them. */
class TrainedModelTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final int ROWS = 90;

    private final double[] spend = new double[ROWS];
    private final int[] visits = new int[ROWS];

    /** Three groups that only spend per visit tells apart: about 5, 50 and 500 a visit. */
    TrainedModelTest() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < ROWS; i++) {
            visits[i] = 1 + random.nextInt(30);
            spend[i] = Math.rint(visits[i] * Math.pow(10, i % 3) * (4.5 + random.nextDouble()) * 100) / 100;
        }
    }

    private record Trained(Invocations invocations, List<String> segments, TrainingResult result) {}

    private static Trained train(String csv, Map<String, String> settings) throws IOException {
        ReadResult data = Reading.bytes(csv.getBytes(StandardCharsets.UTF_8), settings);
        TrainingResult result;
        try (Workers workers = new Workers(1)) {
            result = Pipeline.train(data, PipelineConfig.defaults().with(settings), workers, Progress.NONE);
        }
        byte[] assignments = result.artifacts().stream().filter(one -> one.path().equals("people/assignments.csv.gz"))
                .findFirst().orElseThrow().bytes();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(assignments)), StandardCharsets.UTF_8))) {
            List<String> lines = reader.lines().toList();
            int column = List.of(lines.getFirst().split(",")).indexOf("segment_id");
            List<String> segments = lines.stream().skip(1).map(line -> line.split(",", -1)[column]).toList();
            return new Trained(new Invocations(new Predictor(ModelFile.read(new ByteArrayInputStream(
                    result.modelFile())), "v1")), segments, result);
        }
    }

    private static List<JsonObject> answers(Trained trained, IntFunction<String> record) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            records.add(record.apply(i));
        }
        Reply reply = trained.invocations().answer(AnswerShape.PREDICT, "application/json",
                ("[" + String.join(",", records) + "]").getBytes(StandardCharsets.UTF_8), AT);
        return Json.parse(reply.body(), "reply").objects("predictions");
    }

    private static List<String> segments(List<JsonObject> answers) {
        return answers.stream().map(answer -> answer.string("segment_id")).toList();
    }

    private String plainFile() {
        StringBuilder csv = new StringBuilder("id,spend,visits\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("C").append(i).append(',').append(spend[i]).append(',').append(visits[i]).append('\n');
        }
        return csv.toString();
    }

    @Test
    void predict_sourceFieldsOfADerivedColumn_givesTheTrainingSegment() throws IOException {
        Trained trained = train(plainFile(), Map.of("derive.per_visit", "log(spend / visits)", "columns.include",
                "per_visit", "clustering.k", "3"));
        List<JsonObject> answers = answers(trained, i -> "{\"spend\":" + spend[i] + ",\"visits\":" + visits[i] + "}");
        assertThat(segments(answers)).isEqualTo(trained.segments());
        for (JsonObject answer : answers) {
            assertThat(answer.object("flags").strings("missing")).isEmpty();
            assertThat(answer.object("flags").strings("imputed")).isEmpty();
        }
        assertThat(text(trained.result(), "features.json")).contains("\"per_visit = log(spend / visits)\"");
    }

    @Test
    void predict_derivedFieldAlone_isTakenAndItsSourcesAreFlagged() throws IOException {
        Trained trained = train(plainFile(), Map.of("derive.per_visit", "log(spend / visits)", "columns.include",
                "per_visit", "clustering.k", "3"));
        List<JsonObject> answers = answers(trained, i -> "{\"per_visit\":" + Math.log(spend[i] / visits[i]) + "}");
        assertThat(segments(answers)).isEqualTo(trained.segments());
        assertThat(answers.getFirst().object("flags").strings("missing")).containsExactly("spend", "visits");
        String contradicting = trained.invocations().answer(AnswerShape.PREDICT, "application/json",
                "{\"spend\":100,\"visits\":20,\"per_visit\":6}".getBytes(StandardCharsets.UTF_8), AT).text();
        assertThat(contradicting).contains("\"recomputed\":[\"per_visit\"]").contains("\"value\":1.6094");
    }

    @Test
    void predict_csvWithoutHeader_hasTheSourceColumnsOnly() throws IOException {
        Trained trained = train(plainFile(), Map.of("derive.per_visit", "log(spend / visits)", "columns.include",
                "per_visit", "clustering.k", "3"));
        String answer = trained.invocations().answer(AnswerShape.PREDICT, "text/csv",
                (spend[4] + "," + visits[4] + "\n").getBytes(StandardCharsets.UTF_8), AT).text();
        assertThat(answer).startsWith(trained.segments().get(4) + ",");
        assertThat(
                trained.invocations()
                        .answer(AnswerShape.PREDICT, "text/csv", "1,2,3\n".getBytes(StandardCharsets.UTF_8), AT)
                        .text())
                .contains("2 values, for the columns spend, visits");
    }

    @Test
    void predict_numbersAsTheFileWritesThem_givesTheTrainingSegment() throws IOException {
        StringBuilder csv = new StringBuilder("id;Umsatz;Rabatt;Alter\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append("C").append(i).append(';').append(german(i)).append(';').append(share(i)).append(';')
                    .append(20 + visits[i]).append("y\n");
        }
        Trained trained = train(csv.toString(), Map.of("clustering.k", "3", "features.skew", "log1p"));
        List<JsonObject> asWritten = answers(trained, i -> "{\"Umsatz\":\"" + german(i) + "\",\"Rabatt\":\"" + share(i)
                + "\",\"Alter\":\"" + (20 + visits[i]) + "y\"}");
        assertThat(segments(asWritten)).isEqualTo(trained.segments());
        List<JsonObject> plain = answers(trained, i -> "{\"Umsatz\":" + spend[i] + ",\"Rabatt\":" + (i % 3) / 10.0
                + ",\"Alter\":\"" + (20 + visits[i]) + "\"}");
        assertThat(segments(plain)).isEqualTo(trained.segments());
    }

    @Test
    void predict_numbersInAnotherStyle_areRefusedWithAnExample() throws IOException {
        StringBuilder csv = new StringBuilder("id,amount,change\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(String.format(Locale.ROOT, "C%d,\"$%,.2f\",(%d)%n", i, spend[i], visits[i]));
        }
        Trained trained = train(csv.toString(), Map.of("clustering.k", "3"));
        assertThat(trained.invocations().answer(AnswerShape.PREDICT, "text/csv",
                "amount,change\n\"$1,234.50\",(8)\n".getBytes(StandardCharsets.UTF_8), AT).text()).contains("s-");
        for (String wrong : List.of("€5", "5 kg", "12%", "1,2,3", "a lot")) {
            assertThat(trained.invocations().answer(AnswerShape.PREDICT, "application/json",
                    ("{\"change\":-8,\"amount\":\"" + wrong + "\"}").getBytes(StandardCharsets.UTF_8), AT).text())
                    .contains("field \\\"amount\\\": expected a number, plain or as in the file: $1,234.5, got");
        }
    }

    @Test
    void predict_orderLineInsteadOfACustomer_isToldWhatTheFieldsAre() throws IOException {
        StringBuilder csv = new StringBuilder("order_no,customer,day,qty,price\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(i).append(",c").append(i % 30).append(",2024-01-").append(10 + i % 20).append(',')
                    .append(1 + i % 7)
                    .append(',').append(1 + i % 11).append('\n');
        }
        Trained trained = train(csv.toString(),
                Map.of("orders.mode", "on", "orders.customer", "customer", "orders.order",
                        "order_no", "orders.date", "day", "orders.quantity", "qty", "orders.price", "price",
                        "clustering.k", "2"));
        assertThat(trained.invocations().answer(AnswerShape.PREDICT, "application/json",
                "{\"qty\":3,\"price\":2.5}".getBytes(StandardCharsets.UTF_8), AT).text())
                .contains("at least one of the fields recency_days (days from the last purchase to the newest line), "
                        + "monetary (sum of all purchases)");
    }

    private String german(int row) {
        return String.format(Locale.GERMANY, "%,.2f", spend[row]) + " €";
    }

    private static String share(int row) {
        return 10 * (row % 3) + "%";
    }

    private static String text(TrainingResult result, String path) {
        return new String(result.artifacts().stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow()
                .bytes(), StandardCharsets.UTF_8);
    }
}
