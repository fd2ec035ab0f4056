package io.segmenta.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.pipeline.rules.Condition.Op;
import io.segmenta.pipeline.rules.SegmentRule.Counts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a parser that others maintain reads in the scripts, each in its dialect: sqlglot 10.6.3, by
 * {@code resources/io/segmenta/pipeline/rules/parse.py}, which reads the scripts beside it and writes
 * {@code parsed.json}. {@code -Dsegmenta.write=FOLDER} writes the scripts anew.
 */
class SqlParsedTest {
    private static final String NAME = "total spend; DROP TABLE customers; -- ü";
    private static final List<String> LEVELS = List.of("O'Hara", "back\\slash", "x'; DROP TABLE customers; --", "\\",
            "'", "漢字 ünï", "/* no comment", "a\nb", "$(x) ${y}");

    /** Every kind of condition, alone and together. */
    private static List<SegmentRule> rules() {
        List<Condition> levels = LEVELS.stream().map(level -> new Condition(NAME, Op.IS, new Value.Level(level), false))
                .toList();
        List<Condition> kinds = List.of(
                new Condition("d", Op.AT_LEAST, new Value.Day(LocalDate.of(2024, 5, 31), Optional.empty()), false),
                new Condition("t", Op.IS, new Value.Truth(true), false),
                new Condition("n", Op.BELOW, new Value.Quantity(-12.5), true));
        return List.of(rule("s-1", levels.stream().map(List::of).toList()), rule("s-2", List.of(kinds)),
                rule("s-3", List.of(List.of(new Condition("l", Op.IS_NOT, new Value.Level("x"), true)),
                        List.of(new Condition("m", Op.IS, new Value.Missing(), false)),
                        List.of(new Condition("m", Op.IS_NOT, new Value.Missing(), false), kinds.getLast()))),
                rule("s-4", List.of()));
    }

    private static SegmentRule rule(String id, List<List<Condition>> any) {
        return new SegmentRule(id, id + "'; DROP TABLE customers", "", any, new Counts(0, 0, 0), new Counts(0, 0, 0));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SqlParsedTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource
    void script_isTheOneThatWasParsed(SqlDialect dialect) throws IOException {
        String script = new SqlRules(dialect).script(rules(), "shop.csv");
        String folder = System.getProperty("segmenta.write", "");
        if (!folder.isEmpty()) {
            Files.writeString(Path.of(folder, dialect.id() + ".sql"), script);
        }
        assertThat(script).isEqualTo(new String(resource(dialect.id() + ".sql"), StandardCharsets.UTF_8));
    }

    /** One query for all rows and one that counts per segment, of these columns and values, and nothing else. */
    @ParameterizedTest
    @EnumSource
    void parser_ofTheDialect_readsTheQueriesThatWereMeant(SqlDialect dialect) throws IOException {
        JsonObject parsed = Json.parse(resource("parsed.json"), "parsed.json").object(dialect.id());
        assertThat(parsed.strings("statements")).containsExactly("Select", "Select", "Select", "Select", "Select");
        assertThat(parsed.strings("tables")).containsExactly("customers");
        assertThat(parsed.strings("columns")).containsExactlyInAnyOrder(NAME, "d", "t", "n", "l", "m");
        assertThat(parsed.strings("levels")).containsExactlyInAnyOrderElementsOf(
                Stream.concat(LEVELS.stream(), Stream.of("x")).toList());
        assertThat(parsed.strings("counts")).as("the conditions of each count, as the parser nests them")
                .containsExactlyElementsOf(
                        Json.parse(resource("parsed.json"), "parsed.json").object("postgresql").strings("counts"));
    }

    @Test
    void parsed_byPostgres_nestsAsThePlanSays() throws IOException {
        assertThat(Json.parse(resource("parsed.json"), "parsed.json").object("postgresql").strings("counts"))
                .element(1).isEqualTo("(d >= 2024-05-31 AND t = TRUE AND (n < -12.5 OR n IS NULL))");
    }
}
