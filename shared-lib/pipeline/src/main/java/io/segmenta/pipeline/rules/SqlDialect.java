package io.segmenta.pipeline.rules;

import io.segmenta.model.data.Values;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How a database writes names and values. No text of a file can end a name, a value or a comment; see
 * {@link #isSafeName} for the few names that are left out of rules.
 */
public enum SqlDialect {
    /** PostgreSQL, any encoding that has the characters; also with {@code standard_conforming_strings} off. */
    POSTGRESQL("PostgreSQL"),
    /** GoogleSQL of BigQuery. */
    BIGQUERY("BigQuery"),
    /** Snowflake. */
    SNOWFLAKE("Snowflake"),
    /** Spark SQL, with {@code spark.sql.parser.escapedStringLiterals} off, as it is unless set. */
    SPARK("Spark SQL"),
    /** MySQL, without {@code NO_BACKSLASH_ESCAPES}, as it is unless set. Levels compare as exactly as in the file. */
    MYSQL("MySQL"),
    /** SQL Server. Levels compare as exactly as in the file. */
    SQLSERVER("SQL Server");

    private final String title;

    SqlDialect(String title) {
        this.title = title;
    }

    /** Returns the name of the database, for people. */
    public String title() {
        return title;
    }

    /** Returns the name in the file {@code rules.<id>.sql}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Tells whether a column's name can stand in all dialects. It cannot when it holds U+0000 or half of a surrogate
     * pair, which no database takes, or what client programs act upon even between quotes: the variables of Spark and
     * sqlcmd, and the line {@code GO}.
     */
    public static boolean isSafeName(String name) {
        return isText(name) && !name.isEmpty() && !name.contains("${") && !name.contains("$(")
                && (name.lines().count() == 1 || name.lines().noneMatch(line -> line.strip().equalsIgnoreCase("go")));
    }

    /** Tells whether databases can hold a text: it has neither U+0000 nor half of a surrogate pair. */
    public static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** Returns the name of a column between quotes. */
    public String name(String column) {
        return switch (this) {
            case POSTGRESQL, SNOWFLAKE -> '"' + column.replace("\"", "\"\"") + '"';
            case SPARK, MYSQL -> '`' + column.replace("`", "``") + '`';
            case SQLSERVER -> '[' + column.replace("]", "]]") + ']';
            case BIGQUERY -> '`' + escaped(column, '`', "\\`") + '`';
        };
    }

    /** Returns a text between quotes. */
    public String text(String text) {
        return switch (this) {
            case POSTGRESQL -> isPlain(text) ? quoted(text) : "E'" + escaped(text, '\'', "''") + '\'';
            case BIGQUERY, SPARK -> '\'' + escaped(text, '\'', "\\'") + '\'';
            case SNOWFLAKE, MYSQL -> '\'' + escaped(text, '\'', "''") + '\'';
            case SQLSERVER -> spelled(text);
        };
    }

    /** Returns a condition that a column holds a level. */
    String level(String column, String sign, String level) {
        return switch (this) {
            case POSTGRESQL, BIGQUERY, SNOWFLAKE, SPARK -> name(column) + ' ' + sign + ' ' + text(level);
            case MYSQL -> "CONVERT(" + name(column) + " USING utf8mb4) COLLATE utf8mb4_bin " + sign + ' ' + text(level);
            case SQLSERVER -> name(column) + " COLLATE Latin1_General_100_BIN2 " + sign + ' ' + text(level);
        };
    }

    String truth(boolean truth) {
        return switch (this) {
            case SQLSERVER -> truth ? "1" : "0";
            case POSTGRESQL, BIGQUERY, SNOWFLAKE, SPARK, MYSQL -> truth ? "TRUE" : "FALSE";
        };
    }

    String day(Value.Day day) {
        if (day.counted().isPresent()) {
            return RuleWords.plain(count(day.counted().get(), day.day()));
        }
        return switch (this) {
            case SQLSERVER -> "CAST('" + DateTimeFormatter.BASIC_ISO_DATE.format(day.day()) + "' AS date)";
            case POSTGRESQL, BIGQUERY, SNOWFLAKE, SPARK, MYSQL -> "DATE '" + day.day() + "'";
        };
    }

    /** The least number that the file has for a day. */
    private static double count(String format, LocalDate day) {
        double units = Values.unitsOfASecond(format);
        return units > 0 ? units * day.atStartOfDay().toEpochSecond(ZoneOffset.UTC)
                : day.toEpochDay() - Values.dayNumber(0);
    }

    /** Returns text that stands in a comment: on one line, without what client programs would put in its place. */
    static String comment(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> safe.appendCodePoint(isControl(c) || c == '$' || !isText(Character.toString(c))
                ? ' '
                : c));
        return safe.toString();
    }

    private static boolean isPlain(String text) {
        return text.indexOf('\\') < 0 && text.chars().noneMatch(SqlDialect::isControl);
    }

    /** Whether a character ends a line somewhere or is not seen. */
    private static boolean isControl(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT;
    }

    private static String quoted(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** With backslashes, as far as the dialect knows them. */
    private String escaped(String text, char quote, String escapedQuote) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                out.append(escapedQuote);
            } else if (c == '\\') {
                out.append("\\\\");
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (this != MYSQL && (isControl(c) || (c == '$' && this == SPARK))) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Pieces between quotes and characters by their numbers, as a backslash before a line's end would join lines. */
    private static String spelled(String text) {
        StringBuilder out = new StringBuilder("N'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c) || c == '$') {
                out.append("' + NCHAR(").append((int) c).append(") + N'");
            } else {
                out.append(c == '\'' ? "''" : Character.toString(c));
            }
        }
        return out.append('\'').toString();
    }
}
