package io.segmenta.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.clustering.RealData;
import io.segmenta.clustering.parallel.Progress;
import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.Segment;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.data.Values;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.ImputeNumeric;
import io.segmenta.pipeline.Pipeline;
import io.segmenta.pipeline.TrainingResult;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.TableReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The queries run on the rows of the file, in a real server, and give the integers of {@code rules.json}. */
class RulesInPostgresTest {
    private static final List<String> HOSTILE = List.of("O'Hara", "back\\slash", "a;b--c", "new\nline", "漢字 🎉 ünï",
            "\\'; DROP TABLE customers; --", "tab\tand \"quotes\"", "'", "\\", "$$ $1 :x %s", "E'\\n'", "\u2028\u0085");
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setOverrideWorkingDirectory(Path.of("target", "postgres").toFile()).start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void count_hostileNamesAndLevels_countsTheRowsOfEachLevel() throws SQLException {
        for (String name : List.of("a \"quoted\" one", "line\nbreak", "x\"; DROP TABLE customers; --", "漢字 🎉",
                "back\\slash", "' OR 1=1", "$$", "go")) {
            int[] labels = IntStream.range(0, 600).map(i -> i * i % 601 % HOSTILE.size()).toArray();
            Table table = new Table("hostile.csv", List.of(new TextColumn(name, labels, HOSTILE)));
            RuleColumn column = RuleColumn.of(table.column(name).orElseThrow(),
                    ColumnSchema.of(name, Role.CATEGORICAL, ""),
                    new Gaps(new FeaturePipeline(List.of(new ImputeNumeric("x", 0, 0, "")), List.of("x"))))
                    .orElseThrow();
            try (Workers workers = new Workers(1); Connection connection = connect()) {
                List<Segment> segments = IntStream.range(0, HOSTILE.size())
                        .mapToObj(c -> new Segment("s'" + c, c, HOSTILE.get(c) + ".", "", "#000000", 1, 0, List.of()))
                        .toList();
                List<SegmentRule> rules = new Rules(List.of(column), table, workers).find(segments, labels, 1);
                assertThat(rules).allMatch(rule -> rule.all().f1() == 1);
                load(connection, table, List.of());
                check(connection, rules, 600);
            }
        }
    }

    @Test
    void rulesSql_ofATrainedFile_givesTheIntegersOfRulesJson() throws SQLException, IOException {
        StringBuilder csv = new StringBuilder("\"the \"\"visits\"\"\",\"ra'te\\\",joined,\"pl;an\",mail\n");
        for (int i = 0; i < 400; i++) {
            boolean often = i % 5 < 2;
            String visits = i % 17 == 0 ? "" : Integer.toString((often ? 20 : 3) + i % 7);
            String plan = i % 23 == 0 ? "" : often && i % 2 == 0 ? "\"O'Hara; \"\"x\"\" \\\"" : "Basic " + i % 3;
            csv.append(String.format(Locale.ROOT, "%s,%.2f,2024-%02d-%02d,%s,%s%n", visits, (i * 31 % 100) / 10.0,
                    1 + i % 12, 1 + i % 28, plan, i % 3 == 0 ? "true" : "false"));
        }
        try (InputStream in = new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8))) {
            trainAndCheck(in, "hostile.csv", Map.of("clustering.k", "4"));
        }
    }

    @RealData
    @ParameterizedTest
    @CsvSource({"customers/Mall_Customers.csv, kmeans", "customers/marketing_campaign.csv, kmeans",
            "customers/grocery_households.csv, kmeans", "customers/Telco-Customer-Churn.csv, kprototypes",
            "customers/supermarket_sales.csv, gaussian_mixture", "real_labelled/penguins.csv, agglomerative",
            "customers/wholesale_customers.csv, hdbscan"})
    void rulesSql_ofARealFile_givesTheIntegersOfRulesJson(String file, String algorithm)
            throws SQLException, IOException {
        Path path = Path.of(System.getProperty("segmenta.data"), file);
        try (InputStream in = Files.newInputStream(path)) {
            trainAndCheck(in, path.getFileName().toString(), Map.of("clustering.algorithm", algorithm));
        }
    }

    /** Takes the queries and the integers from the files of the run, as a person would. */
    private static void trainAndCheck(InputStream in, String name, Map<String, String> settings)
            throws SQLException, IOException {
        PipelineConfig config = PipelineConfig.defaults().with(settings);
        try (Workers workers = new Workers(2); Connection connection = connect()) {
            ReadResult read = TableReader.read(in, name, config);
            TrainingResult result = Pipeline.train(read, config, workers, Progress.NONE);
            load(connection, read.table(), read.schema().columns());
            JsonObject document = Json.parse(file(result, "rules.json"), "rules.json");
            List<JsonObject> rules = document.objects("rules");
            assertThat(rules).hasSameSizeAs(result.model().segments());
            List<String> queries = statements(new String(file(result, "rules.postgresql.sql"), StandardCharsets.UTF_8));
            assertThat(queries).hasSize(rules.size() + 1);
            List<Long> met = new ArrayList<>();
            for (int c = 0; c < rules.size(); c++) {
                met.add(number(connection, queries.get(c + 1)));
            }
            assertThat(met).isEqualTo(rules.stream().map(rule -> rule.numbers("right")[1]).map(Math::round).toList());
            assertThat(number(connection, "SELECT COUNT(*) FROM (" + queries.getFirst() + ") AS x"))
                    .isEqualTo(read.table().rows());
        }
    }

    private static byte[] file(TrainingResult result, String path) {
        return result.artifacts().stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow().bytes();
    }

    /** The queries of a script; no name or level of these files ends a line by a semicolon. */
    private static List<String> statements(String script) {
        return Arrays.stream(script.split(";\n")).filter(one -> !one.isBlank()).toList();
    }

    private static void check(Connection connection, List<SegmentRule> rules, int rows) throws SQLException {
        SqlRules sql = new SqlRules(SqlDialect.POSTGRESQL);
        for (SegmentRule rule : rules) {
            assertThat(number(connection, sql.count(rule))).as(rule.words()).isEqualTo(rule.all().met());
            assertThat(
                    number(connection, "SELECT COUNT(*) FROM (" + sql.assignment(rules) + ") AS x WHERE segment_id = "
                            + SqlDialect.POSTGRESQL.text(rule.segment())))
                    .isEqualTo(rule.all().met());
        }
        assertThat(number(connection, "SELECT COUNT(*) FROM customers")).isEqualTo(rows);
    }

    private static Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Makes the table anew, of the types that a warehouse would give the columns. */
    private static void load(Connection connection, Table table, List<ColumnSchema> schema) throws SQLException {
        List<String> types = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            types.add(type(column, schema));
            columns.add('"' + column.name().replace("\"", "\"\"") + "\" " + types.getLast());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS customers");
            statement.execute("CREATE TABLE customers (" + String.join(", ", columns) + ")");
        }
        String places = String.join(", ", types.stream().map(type -> "?").toList());
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO customers VALUES (" + places + ")")) {
            for (int row = 0; row < table.rows(); row++) {
                for (int c = 0; c < types.size(); c++) {
                    set(insert, c + 1, table.columns().get(c), types.get(c), row);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String type(Column column, List<ColumnSchema> schema) {
        ColumnSchema known = schema.stream().filter(one -> one.name().equals(column.name())).findFirst()
                .orElse(ColumnSchema.of(column.name(), Role.CATEGORICAL, ""));
        if (column instanceof NumericColumn) {
            return known.role() == Role.DATE && known.dateFormat().filter(Values::isCounted).isEmpty() ? "date"
                    : "double precision";
        }
        List<String> levels = ((TextColumn) column).levels();
        return known.role() == Role.BOOLEAN && levels.stream().allMatch(level -> level.toLowerCase(Locale.ROOT)
                .matches("true|false")) ? "boolean" : "text";
    }

    private static void set(PreparedStatement insert, int place, Column column, String type, int row)
            throws SQLException {
        if (column.isMissing(row)) {
            insert.setNull(place, Types.NULL);
        } else if (column instanceof NumericColumn numbers) {
            if (type.equals("date")) {
                insert.setObject(place, LocalDate.ofEpochDay((long) numbers.value(row)));
            } else {
                insert.setDouble(place, numbers.value(row));
            }
        } else if (type.equals("boolean")) {
            insert.setBoolean(place, Boolean.parseBoolean(column.text(row)));
        } else {
            insert.setString(place, column.text(row));
        }
    }
}
