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
import io.segmenta.pipeline.read.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file that trained a model is a request as it is, and gets the answers that training gave. */
class TrainingFileAsRequestTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final int ROWS = 60;

    private record Trained(Invocations invocations, List<String> segments) {}

    private static Trained train(byte[] file, Map<String, String> settings) throws IOException {
        TrainingResult result;
        try (Workers workers = new Workers(1)) {
            result = Pipeline.train(Reading.bytes(file, settings), PipelineConfig.defaults().with(settings), workers,
                    Progress.NONE);
        }
        byte[] assignments = result.artifacts().stream().filter(one -> one.path().equals("people/assignments.csv.gz"))
                .findFirst().orElseThrow().bytes();
        String table = new String(new GZIPInputStream(new ByteArrayInputStream(assignments)).readAllBytes(),
                StandardCharsets.UTF_8);
        return new Trained(
                new Invocations(new Predictor(ModelFile.read(new ByteArrayInputStream(result.modelFile())), "v1")),
                column(table, "segment_id"));
    }

    private static List<String> column(String table, String name) {
        List<String> lines = table.lines().toList();
        int place = List.of(lines.getFirst().split(",", -1)).indexOf(name);
        return lines.stream().skip(1).map(line -> line.split(",", -1)[place]).toList();
    }

    /** Three kinds of customers in the words of a language, with a decimal comma or a point. */
    private static String customers(String header, String id, List<String> levels, String delimiter, boolean comma,
            String unit) {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder table = new StringBuilder(header.replace(";", delimiter)).append('\n');
        for (int i = 0; i < ROWS; i++) {
            String amount = String.format(Locale.ROOT, "%.2f", Math.pow(4, i % 3) * (90 + 20 * random.nextDouble()));
            table.append(String.join(delimiter, id + i, Integer.toString(20 + 20 * (i % 3) + random.nextInt(5)),
                    (comma ? amount.replace('.', ',') : amount) + unit, levels.get(i % levels.size()))).append('\n');
        }
        return table.toString();
    }

    private static void assertAnsweredAsTrained(byte[] file) throws IOException {
        Trained trained = train(file, Map.of("clustering.k", "3"));
        Reply reply = trained.invocations().answer(AnswerShape.PREDICT, "text/csv", file, AT);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(column(reply.text(), "segment_id")).isEqualTo(trained.segments()).hasSize(ROWS);
        assertThat(reply.text()).doesNotContain("renamed", "imputed", "unseen", "unknown");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {"';'!true!' €'!UTF-8", "';'!true!' €'!windows-1252", "'\t'!true!''!UTF-8",
            "'|'!false!''!windows-1252", "','!false!' EUR'!UTF-8", "';'!false!'%'!IBM850"})
    void answer_fileOfAnyDelimiterAndDecimalMark_asInTraining(String delimiter, boolean comma, String unit,
            String charset) throws IOException {
        assertAnsweredAsTrained(customers("Kundennr;Alter;Umsätze;Größe", "K", List.of("groß", "klein", "übergroß"),
                delimiter, comma, unit).getBytes(Charset.forName(charset)));
    }

    @ParameterizedTest
    @CsvSource({"windows-1251", "KOI8-R", "UTF-8"})
    void answer_namesAndLevelsInCyrillic_asInTraining(String charset) throws IOException {
        List<String> levels = List.of("Москва и область", "Новосибирск", "Санкт-Петербург");
        assertAnsweredAsTrained(customers("клиент;возраст;расходы;город", "к", levels, ";", true, "")
                .getBytes(Charset.forName(charset)));
        assertAnsweredAsTrained(customers("client;age;spend;city", "k", levels, ",", false, "")
                .getBytes(Charset.forName(charset)));
    }

    @ParameterizedTest
    @CsvSource({"GB18030", "Big5", "UTF-8"})
    void answer_namesAndLevelsInChinese_asInTraining(String charset) throws IOException {
        assertAnsweredAsTrained(customers("客戶;年齡;金額;城市", "k", List.of("北京市的居民", "台北市的居民", "上海市的居民"), ",", false,
                "").getBytes(Charset.forName(charset)));
    }

    @Test
    void answer_linesAboveTheHeaderAndMarks_asInTraining() throws IOException {
        String table = customers("Client;Âge;Dépenses;Ville", "K", List.of("Orléans", "Nîmes", "Lyon"), ";", true, "");
        assertAnsweredAsTrained(("\uFEFF" + table).getBytes(StandardCharsets.UTF_8));
        assertAnsweredAsTrained(("Export des clients\n\n" + table).getBytes(StandardCharsets.UTF_8));
        assertAnsweredAsTrained(table.replace("\n", ";\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answer_namesWithoutAccentsInOtherCase_areTold() throws IOException {
        byte[] file = customers("Client;Âge;Dépenses;Ville", "K", List.of("Orléans", "Nîmes", "Lyon"), ";", true, "")
                .getBytes(StandardCharsets.UTF_8);
        Trained trained = train(file, Map.of("clustering.k", "3"));
        String written = new String(file, StandardCharsets.UTF_8).replace("Âge;Dépenses", "AGE;depenses");
        Reply reply = trained.invocations().answer(AnswerShape.PREDICT, "text/csv",
                written.getBytes(StandardCharsets.UTF_8), AT);
        assertThat(column(reply.text().replaceAll("\"[^\"]*\"", "flags"), "segment_id")).isEqualTo(trained.segments());
        assertThat(reply.text()).contains("renamed: AGE as Âge, depenses as Dépenses").doesNotContain("imputed");
    }

    /** Half of those with x near 0 are of one segment, half of another: nobody can know which. */
    @ParameterizedTest
    @CsvSource({"kmeans", "gaussian_mixture", "hdbscan", "agglomerative", "som"})
    void confidence_ofFieldsThatDoNotTellSegmentsApart_isTheShareOfEach(String algorithm) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder table = new StringBuilder("id,x,y,z\n");
        for (int i = 0; i < 200; i++) {
            double x = i % 4 < 2 ? 0 : 10;
            double y = i % 2 == 0 ? 0 : 10;
            table.append(String.format(Locale.ROOT, "A%d,%.2f,%.2f,%.2f%n", i, x + random.nextDouble(),
                    y + random.nextDouble(), x / 2 + y / 4 + random.nextDouble()));
        }
        Trained trained = train(table.toString().getBytes(StandardCharsets.UTF_8), algorithm.equals("hdbscan")
                ? Map.of("clustering.algorithm", algorithm)
                : Map.of("clustering.algorithm", algorithm, "clustering.k", "4"));
        JsonObject answer = ask(trained, "{\"x\": 0.1}");
        if (answer.integer("cluster") >= 0) {
            assertThat(answer.number("confidence")).isBetween(0.3, 0.7);
        } else {
            assertThat(answer.bool("outside")).isTrue();
        }
        assertThat(ask(trained, "{\"x\": 0.5, \"y\": 10.5, \"z\": 3}").number("confidence")).isGreaterThan(0.9);
    }

    private static JsonObject ask(Trained trained, String record) {
        Reply reply = trained.invocations().answer(AnswerShape.PREDICT, "application/json",
                record.getBytes(StandardCharsets.UTF_8), AT);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return Json.parse(reply.body(), "reply");
    }

    /** Of records without some of their fields, so many are in the segment they are said to be in as is said. */
    @Test
    void confidence_withFieldsLeftOut_isHowManyAreRight() throws IOException {
        SplittableRandom random = new SplittableRandom(9);
        StringBuilder table = new StringBuilder("id,a,b,c\n");
        List<String> records = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            double[] at = {3 * (i % 3), i % 2 * 4, (i % 5) / 2.0};
            for (int j = 0; j < 3; j++) {
                at[j] += random.nextDouble() + random.nextDouble() + random.nextDouble();
            }
            table.append(String.format(Locale.ROOT, "A%d,%.3f,%.3f,%.3f%n", i, at[0], at[1], at[2]));
            records.add(String.format(Locale.ROOT, "{\"a\":%.3f}", at[0]));
        }
        Trained trained = train(table.toString().getBytes(StandardCharsets.UTF_8), Map.of("clustering.k", "6"));
        double said = 0;
        double right = 0;
        for (int i = 0; i < records.size(); i++) {
            JsonObject answer = ask(trained, records.get(i));
            said += answer.number("confidence");
            right += answer.string("segment_id").equals(trained.segments().get(i)) ? 1 : 0;
        }
        assertThat(said / records.size()).isBetween(right / records.size() - 0.1, right / records.size() + 0.1);
    }

    @ParameterizedTest
    @CsvSource({"1.5,1.5", "1.45,1.45", "1.2,1.9", "1.001,1"})
    void answer_betweenPilesOfEqualRows_isOutside(double x, double y) throws IOException {
        StringBuilder table = new StringBuilder("id,x,y\n");
        for (int i = 0; i < 200; i++) {
            table.append(i).append(i < 100 ? ",1,1\n" : ",2,2\n");
        }
        table.append("200,8,1\n");
        Trained trained = train(table.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("clustering.algorithm", "hdbscan"));
        assertThat(ask(trained, "{\"x\":" + x + ",\"y\":" + y + "}").bool("outside")).isTrue();
        assertThat(ask(trained, "{\"x\":2,\"y\":2}").bool("outside")).isFalse();
    }
}
