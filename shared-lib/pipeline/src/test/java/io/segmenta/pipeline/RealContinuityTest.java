package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.RealData;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Identity;
import io.segmenta.model.contract.RunFile;
import io.segmenta.model.file.ModelFile;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.pipeline.identity.Earlier;
import io.segmenta.pipeline.identity.Line;
import io.segmenta.pipeline.memory.TimeLimit;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import io.segmenta.pipeline.report.Artifact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** Real files trained again on another part of their rows: every sum is exact, and who did not change did not move. */
@RealData
class RealContinuityTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final int TENURE = 5;
    private static final Pattern MONTH = Pattern.compile("20(10|11)-(\\d\\d)-\\d\\d ");

    /** A file of customers, all of whom are as before but for those who are gone. */
    @ParameterizedTest
    @ValueSource(strings = {"kmeans", "agglomerative", "gaussian_mixture", "genie", "hdbscan"})
    void mallWithoutEveryFourthCustomer_addsUpAndNobodyMovedByThemselves(String algorithm) {
        List<String> mall = lines("customers/Mall_Customers.csv");
        JsonObject migration = migration(mall, numbered(mall, row -> row % 4 != 0),
                Map.of("clustering.algorithm", algorithm));
        assertThat(migration.integer("customers_in_both")).isEqualTo(150);
        assertAddsUp(migration);
        assertNobodyChanged(migration);
    }

    /** Those who had been there for a year, and those who have been there for less than five. */
    @Test
    void telcoByTenure_addsUpAndNobodyMovedByThemselves() {
        List<String> telco = lines("customers/Telco-Customer-Churn.csv");
        JsonObject migration = migration(where(telco, row -> tenure(row) >= 12), where(telco, row -> tenure(row) < 60),
                Map.of());
        assertThat(migration.integer("customers_in_both"))
                .isEqualTo(telco.stream().skip(1).filter(row -> tenure(row) >= 12 && tenure(row) < 60).count());
        assertAddsUp(migration);
        assertNobodyChanged(migration);
    }

    /** An order log: whoever bought in both halves of the year did something else in each. */
    @Test
    void onlineRetailByHalfYears_addsUpInCustomersAndMoney() {
        List<String> orders = lines("transactions/online_retail.csv.gz");
        JsonObject migration = migration(where(orders, row -> month(row) < 6), where(orders, row -> month(row) >= 6),
                Map.of());
        assertThat(migration.integer("customers_in_both")).isGreaterThan(1000);
        assertThat(migration.string("value_column")).isEqualTo("monetary");
        assertAddsUp(migration);
        assertThat(migration.objects("segments")).anyMatch(segment -> segment.integer("customer") != 0);
    }

    private static int tenure(String row) {
        return Integer.parseInt(row.split(",", -1)[TENURE]);
    }

    /** Months since the January of 2011. */
    private static int month(String row) {
        Matcher date = MONTH.matcher(row);
        assertThat(date.find()).as(row).isTrue();
        return date.group(1).equals("10") ? 0 : Integer.parseInt(date.group(2));
    }

    private static List<String> lines(String file) {
        try (InputStream raw = Files.newInputStream(Path.of(System.getProperty("segmenta.data"), file));
                InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            return text.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> where(List<String> table, Predicate<String> row) {
        return numbered(table, i -> row.test(table.get(i)));
    }

    private static List<String> numbered(List<String> table, Predicate<Integer> row) {
        return IntStream.range(0, table.size()).filter(i -> i == 0 || row.test(i)).mapToObj(table::get).toList();
    }

    private static JsonObject migration(List<String> before, List<String> now, Map<String, String> settings) {
        TrainingResult first = train(before, Line.first(FIRST), settings);
        Line line = Line.after(SECOND, Earlier.of(new Identity.Reference(FIRST, ModelFile.id(first.modelFile())),
                first.model(), read(before, settings).table()));
        return train(now, line, settings).artifacts().stream()
                .filter(artifact -> artifact.path().equals(RunFile.MIGRATION.path())).findFirst().map(Artifact::bytes)
                .map(bytes -> Json.parse(bytes, RunFile.MIGRATION.path())).orElseThrow();
    }

    private static ReadResult read(List<String> rows, Map<String, String> settings) {
        return Reading.text(rows.stream().collect(Collectors.joining("\n", "", "\n")), settings);
    }

    private static TrainingResult train(List<String> rows, Line line, Map<String, String> settings) {
        try (Workers workers = new Workers(2)) {
            // All of few customers is told, so that it adds up.
            return Pipeline.train(read(rows, settings),
                    PipelineConfig.defaults().with(settings).with(Map.of("privacy.k", "0")), Past.of(line),
                    TimeLimit.NONE, workers, Progress.NONE);
        }
    }

    /** The two equations that hold for every segment, in halves of a customer and quarters of a hundredth of money. */
    private static void assertAddsUp(JsonObject migration) {
        assertThat(migration.objects("segments")).isNotEmpty();
        for (JsonObject segment : migration.objects("segments")) {
            assertThat(2 * (segment.integer("after") - segment.integer("before"))).as(segment.string("id"))
                    .isEqualTo(2 * (segment.integer("joined") - segment.integer("left")) + segment.integer("customer")
                            + segment.integer("model"));
            if (migration.has("value_column")) {
                JsonObject value = segment.object("value");
                assertThat(4 * (value.integer("after") - value.integer("before"))).as(segment.string("id"))
                        .isEqualTo(4 * (value.integer("joined") - value.integer("left")) + value.integer("customer")
                                + value.integer("model") + value.integer("spending"));
            }
        }
    }

    private static void assertNobodyChanged(JsonObject migration) {
        assertThat(migration.objects("segments")).allMatch(segment -> segment.integer("customer") == 0);
        assertThat(migration.objects("flows")).allMatch(flow -> flow.object("by").integer("customer") == 0
                && flow.object("by").integer("both") == 0);
        assertThat(migration.integer("masked")).isZero();
    }
}
