package io.segmenta.pipeline.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.Values;
import io.segmenta.pipeline.rules.Condition.Op;
import io.segmenta.pipeline.rules.SegmentRule.Counts;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlDialectTest {
    private static final String NAME = "a\"b`c]d'e\\f;--";
    private static final String LEVEL = "O'Hara\\\n\"x\"; DROP TABLE customers; -- 漢";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"POSTGRESQL | \"a\"\"b`c]d'e\\f;--\"",
            "SNOWFLAKE | \"a\"\"b`c]d'e\\f;--\"", "BIGQUERY | `a\"b\\`c]d'e\\\\f;--`", "SPARK | `a\"b``c]d'e\\f;--`",
            "MYSQL | `a\"b``c]d'e\\f;--`", "SQLSERVER | [a\"b`c]]d'e\\f;--]"})
    void name_withEveryQuote_endsWhereItShould(SqlDialect dialect, String expected) {
        assertThat(dialect.name(NAME)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~',
            value = {"POSTGRESQL | E'O''Hara\\\\\\n\"x\"; DROP TABLE customers; -- 漢'",
                    "SNOWFLAKE | 'O''Hara\\\\\\n\"x\"; DROP TABLE customers; -- 漢'",
                    "BIGQUERY | 'O\\'Hara\\\\\\n\"x\"; DROP TABLE customers; -- 漢'",
                    "SPARK | 'O\\'Hara\\\\\\n\"x\"; DROP TABLE customers; -- 漢'",
                    "MYSQL | 'O''Hara\\\\\\n\"x\"; DROP TABLE customers; -- 漢'",
                    "SQLSERVER | N'O''Hara\\' + NCHAR(10) + N'\"x\"; DROP TABLE customers; -- 漢'"})
    void text_withQuotesBackslashAndLineBreak_endsWhereItShould(SqlDialect dialect, String expected) {
        assertThat(dialect.text(LEVEL)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void text_ofAnyLevel_staysOnOneLine(SqlDialect dialect) {
        String written = dialect.text("a\nb\rc\u0085d\u2028e");
        assertThat(written).doesNotContain("\n", "\r");
        if (dialect != SqlDialect.MYSQL) {
            assertThat(written).doesNotContain("\u0085", "\u2028");
        }
    }

    @Test
    void text_withVariableOfAClientProgram_isNoneAnyMore() {
        assertThat(SqlDialect.SPARK.text("${env:HOME}")).isEqualTo("'\\u0024{env:HOME}'");
        assertThat(SqlDialect.SQLSERVER.text("$(x)")).isEqualTo("N'' + NCHAR(36) + N'(x)'");
    }

    @Test
    void text_plainInPostgres_needsNoEscapes() {
        assertThat(SqlDialect.POSTGRESQL.text("Müller's")).isEqualTo("'Müller''s'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "half \uD83C", "${env:HOME}", "$(x)", "a\nGO\nDROP TABLE customers"})
    void isSafeName_thatNoQuotesHold_isNot(String name) {
        assertThat(SqlDialect.isSafeName(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"go", "a b", "a\nb", "🎉", "$", "x; DROP TABLE customers; --"})
    void isSafeName_thatQuotesHold_is(String name) {
        assertThat(SqlDialect.isSafeName(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "POSTGRESQL | (\"d\" >= DATE '2024-05-31' AND \"t\" = TRUE AND (\"n\" < -12.5 OR \"n\" IS NULL)"
                    + " AND \"l\" <> 'x' AND \"l\" IS NULL)",
            "BIGQUERY | (`d` >= DATE '2024-05-31' AND `t` = TRUE AND (`n` < -12.5 OR `n` IS NULL)"
                    + " AND `l` <> 'x' AND `l` IS NULL)",
            "SNOWFLAKE | (\"d\" >= DATE '2024-05-31' AND \"t\" = TRUE AND (\"n\" < -12.5 OR \"n\" IS NULL)"
                    + " AND \"l\" <> 'x' AND \"l\" IS NULL)",
            "SPARK | (`d` >= DATE '2024-05-31' AND `t` = TRUE AND (`n` < -12.5 OR `n` IS NULL)"
                    + " AND `l` <> 'x' AND `l` IS NULL)",
            "MYSQL | (`d` >= DATE '2024-05-31' AND `t` = TRUE AND (`n` < -12.5 OR `n` IS NULL)"
                    + " AND CONVERT(`l` USING utf8mb4) COLLATE utf8mb4_bin <> 'x' AND `l` IS NULL)",
            "SQLSERVER | ([d] >= CAST('20240531' AS date) AND [t] = 1 AND ([n] < -12.5 OR [n] IS NULL)"
                    + " AND [l] COLLATE Latin1_General_100_BIN2 <> N'x' AND [l] IS NULL)"})
    void count_everyKindOfCondition_isWrittenAsTheDialectHasIt(SqlDialect dialect, String expected) {
        List<Condition> all = List.of(
                new Condition("d", Op.AT_LEAST, new Value.Day(LocalDate.of(2024, 5, 31), Optional.empty()), false),
                new Condition("t", Op.IS, new Value.Truth(true), false),
                new Condition("n", Op.BELOW, new Value.Quantity(-12.5), true),
                new Condition("l", Op.IS_NOT, new Value.Level("x"), false),
                new Condition("l", Op.IS, new Value.Missing(), false));
        assertThat(new SqlRules(dialect).count(rule("s-1", "A", List.of(all))))
                .isEqualTo("SELECT COUNT(*) FROM customers\nWHERE " + expected);
    }

    /** 2024-05-31 is day 19,874 of 1970, 45,443 of a spreadsheet: LibreOffice 7, =DATEVALUE("2024-05-31"). */
    @ParameterizedTest
    @CsvSource({Values.DAY_NUMBER + ", 45443", Values.UNIX_SECONDS + ", 1717113600",
            Values.UNIX_MILLISECONDS + ", 1717113600000", Values.UNIX_MICROSECONDS + ", 1717113600000000",
            Values.UNIX_NANOSECONDS + ", 1717113600000000000"})
    void day_thatTheFileCounts_isItsNumber(String counted, String expected) {
        assertThat(SqlDialect.POSTGRESQL.day(new Value.Day(LocalDate.of(2024, 5, 31), Optional.of(counted))))
                .isEqualTo(expected);
    }

    @Test
    void script_inPostgres_hasTheSegmentOfEachRowAndACountForEach() {
        Condition visits = new Condition("visits", Op.AT_LEAST, new Value.Quantity(12), false);
        SegmentRule often = new SegmentRule("s-1", "Frequent\n; DROP TABLE customers", "visits at least 12",
                List.of(List.of(visits)), new Counts(3, 4, 5), new Counts(1, 1, 1));
        SegmentRule seldom = new SegmentRule("s-2", "Rare", "",
                List.of(List.of(new Condition("visits", Op.BELOW, new Value.Quantity(12), true)),
                        List.of(visits, visits)),
                new Counts(7, 7, 8), new Counts(1, 1, 1));
        assertThat(new SqlRules(SqlDialect.POSTGRESQL).script(List.of(often, seldom, rule("s-3", "C", List.of())),
                "shop.csv")).isEqualTo(
                        """
                                -- Segments of shop.csv as rules, for PostgreSQL.
                                -- The table customers has the columns of the file, with NULL where a cell has no \
                                value; put your table's name in its place.
                                -- Rules describe what the model answers, they are not the model: each says how often \
                                it is right.

                                -- The segment of each row; of several rules the one that is right most often.
                                SELECT *,
                                  CASE
                                    WHEN ("visits" < 12 OR "visits" IS NULL)
                                      OR ("visits" >= 12 AND "visits" >= 12)
                                      THEN 's-2'
                                    WHEN "visits" >= 12
                                      THEN 's-1'
                                  END AS segment_id
                                FROM customers;

                                -- s-1 Frequent ; DROP TABLE customers: 3 of 4 rows of the segment, 3 of 5 rows right
                                SELECT COUNT(*) FROM customers
                                WHERE "visits" >= 12;

                                -- s-2 Rare: 7 of 7 rows of the segment, 7 of 8 rows right
                                SELECT COUNT(*) FROM customers
                                WHERE ("visits" < 12 OR "visits" IS NULL)
                                   OR ("visits" >= 12 AND "visits" >= 12);

                                -- s-3 C: 0 of 0 rows of the segment, 0 of 0 rows right
                                SELECT COUNT(*) FROM customers
                                WHERE 1 = 0;
                                """);
    }

    private static SegmentRule rule(String id, String name, List<List<Condition>> any) {
        return new SegmentRule(id, name, "", any, new Counts(0, 0, 0), new Counts(0, 0, 0));
    }
}
