package io.segmenta.pipeline.schema;

import io.segmenta.clustering.parallel.Workers;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.steps.DateToDays;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Gives meaning to the columns of a file: reads their values and finds their roles. What a schema or the configuration
 * declares comes first. Stateless; the result depends on nothing but the arguments.
 */
public final class Inference {
    /** Columns that must share a small scale before their numbers are taken for answers on it. */
    private static final int LIKERT_COLUMNS = 5;
    /** Columns of answers that share a code below their scale. */
    private static final int CODED_COLUMNS = 3;
    /** Columns of answers that share a code behind a gap above their scale. */
    private static final int SCALES_WITH_CODES = 2;
    /** Values against the schema that are told one by one. */
    private static final int MAX_TOLD = 20;

    /**
     * Columns with their meaning.
     *
     * @param columns the values
     * @param schema roles and reasons, in the same order
     * @param notes oddities worth telling, one sentence each
     * @param repeated what is odd of rows as long as they themselves are compared
     * @param validation the columns held against the declared schema; empty when none was declared
     */
    public record Result(List<Column> columns, Schema schema, List<String> notes, List<String> repeated,
            Optional<SchemaCheck.Report> validation) {}

    private Inference() {}

    /**
     * Finds values and roles.
     *
     * @param source name of the file, for messages
     * @param declared the user's schema
     * @param preferComma whether the file's dialect suggests decimal commas
     * @throws DataException when a column that the schema requires is not in the file
     */
    public static Result of(String source, List<RawColumn> raw, PipelineConfig config, Optional<Schema> declared,
            boolean preferComma) {
        try (Workers workers = new Workers(1)) {
            return of(source, raw, config, declared, preferComma, workers);
        }
    }

    /**
     * As above, the columns shared out.
     *
     * @param workers read the values of the columns
     */
    public static Result of(String source, List<RawColumn> raw, PipelineConfig config, Optional<Schema> declared,
            boolean preferComma, Workers workers) {
        Map<String, ColumnSchema> given = declared(source, raw, config, declared);
        List<ResolvedColumn> resolved = resolve(raw, given, config, preferComma, workers);
        Map<String, Integer> scales = new HashMap<>();
        for (ResolvedColumn column : resolved) {
            scale(column).ifPresent(s -> scales.merge(s, 1, Integer::sum));
        }
        int lone = (int) resolved.stream().filter(TickBox::mayBe).count();
        List<Column> columns = new ArrayList<>();
        List<ColumnSchema> schemas = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int j = 0; j < resolved.size(); j++) {
            ResolvedColumn column = resolved.get(j);
            boolean likert = scale(column).map(s -> scales.getOrDefault(s, 0) >= LIKERT_COLUMNS).orElse(false);
            RoleFinder finder = new RoleFinder(column, j == 0, likert);
            ColumnSchema wanted = given.get(column.column().name());
            Optional<LostDigits> lost = LostDigits.of(raw.get(j));
            lost.ifPresent(digits -> notes.add(digits.note(column.column().name())));
            Optional<Currencies> currencies = wanted != null ? Optional.empty() : Currencies.of(raw.get(j), column);
            currencies.ifPresent(found -> notes.add(found.note(column.column().name())));
            ColumnSchema schema = wanted != null ? override(finder, wanted, column)
                    : lost.filter(LostDigits::isUseless).isPresent() ? lost.get().schema(finder)
                            : currencies.filter(Currencies::isMixed).isPresent() ? currencies.get().schema(finder)
                                    : TickBox.is(column, lone) ? TickBox.schema(finder, column) : finder.find();
            columns.add(column.column());
            schemas.add(schema);
            if (schema.role() == Role.NUMERIC) {
                Outliers.note(column).ifPresent(notes::add);
            }
        }
        CrossTable.refuse(source, columns);
        CurrencyColumn.note(columns, schemas).ifPresent(notes::add);
        schemas = Addresses.whole(SurveyMetadata.setAside(resolved, schemas, given.keySet()), given.keySet());
        List<String> repeated = new ArrayList<>();
        for (int j = 0; j < schemas.size(); j++) {
            Repeats.note(schemas.get(j), resolved.get(j)).ifPresent(repeated::add);
        }
        Schema schema = new Schema(schemas);
        Optional<SchemaCheck.Report> validation = Optional.empty();
        if (declared.isPresent() && !raw.isEmpty()) {
            SchemaCheck.Report report = SchemaCheck.check(declared.get(), schema, columns, raw.getFirst().lines());
            validation = Optional.of(report);
            report.differences().forEach(d -> notes.add("against the declared schema, " + d));
            report.violations().stream().limit(MAX_TOLD)
                    .forEach(v -> notes.add("against the declared schema: " + v.sentence()));
            if (report.total() > MAX_TOLD) {
                notes.add(String.format(Locale.ROOT, "against the declared schema: %,d values in all break its rules",
                        report.total()));
            }
        }
        return new Result(columns, schema, notes, repeated, validation);
    }

    private static List<ResolvedColumn> resolve(List<RawColumn> raw, Map<String, ColumnSchema> given,
            PipelineConfig config,
            boolean preferComma, Workers workers) {
        NumberStyle.Hint hint = switch (config.read().decimal()) {
            case AUTO -> preferComma ? NumberStyle.Hint.COMMA : NumberStyle.Hint.NONE;
            case POINT -> NumberStyle.Hint.POINT;
            case COMMA -> NumberStyle.Hint.COMMA_SHOWN;
        };
        ResolvedColumn[] resolved = new ResolvedColumn[raw.size()];
        workers.forEachBlock(resolved.length, j -> resolved[j] = resolve(raw.get(j), hint, given, config));
        if (hint != NumberStyle.Hint.POINT && hasComma(resolved, config)) {
            for (int j = 0; j < resolved.length; j++) {
                if (resolved[j].kind() == ResolvedColumn.Kind.NUMBER && resolved[j].mark() == ResolvedColumn.NO_MARK) {
                    ResolvedColumn again = mayReadOtherwise(raw.get(j), hint)
                            ? resolve(raw.get(j), NumberStyle.Hint.COMMA_SHOWN, given, config)
                            : resolved[j];
                    resolved[j] = again.kind() == ResolvedColumn.Kind.NUMBER ? again.withComma() : again;
                }
            }
        }
        readCodes(raw, resolved, given, config, hint);
        return List.of(resolved);
    }

    /** Reads columns again whose codes for no answer are known by standing in several. */
    private static void readCodes(List<RawColumn> raw, ResolvedColumn[] resolved, Map<String, ColumnSchema> given,
            PipelineConfig config, NumberStyle.Hint hint) {
        Map<Integer, List<String>> below = new HashMap<>();
        Map<Integer, List<String>> above = new HashMap<>();
        for (int j = 0; j < resolved.length; j++) {
            if (given.containsKey(raw.get(j).name()) || noneOf(raw.get(j), config).isPresent()) {
                continue;
            }
            if (Sentinels.mayBeCoded(resolved[j])) {
                below.put(j, List.of("-1"));
            }
            List<String> codes = Sentinels.codesOfScale(resolved[j]);
            if (!codes.isEmpty()) {
                above.put(j, codes);
            }
        }
        Map<Integer, List<String>> coded = new HashMap<>(below.size() >= CODED_COLUMNS ? below : Map.of());
        coded.putAll(above.size() >= SCALES_WITH_CODES ? above : Map.of());
        coded.forEach((j, codes) -> resolved[j] = new ValueResolver(raw.get(j), hint, Optional.empty(),
                Optional.of(codes)).resolve());
    }

    /** Whether a decimal comma in the other columns may change what these numbers are. */
    private static boolean mayReadOtherwise(RawColumn raw, NumberStyle.Hint hint) {
        return (raw.isNumeric() && raw.levels().isEmpty()) ? ValueResolver.mayBeGrouped(raw)
                : hint == NumberStyle.Hint.NONE;
    }

    private static ResolvedColumn resolve(RawColumn raw, NumberStyle.Hint hint, Map<String, ColumnSchema> given,
            PipelineConfig config) {
        return new ValueResolver(raw, hint, Optional.ofNullable(given.get(raw.name())), noneOf(raw, config)).resolve();
    }

    /** What the settings say means no value in a column. */
    private static Optional<List<String>> noneOf(RawColumn raw, PipelineConfig config) {
        return Optional.ofNullable(config.read().missing().get(raw.name()))
                .or(() -> Optional.ofNullable(config.read().missing().get(PipelineConfig.Read.EVERY_COLUMN)));
    }

    /** Whether the file has decimal commas: some column shows one and none a point, or the user said so. */
    private static boolean hasComma(ResolvedColumn[] resolved, PipelineConfig config) {
        boolean comma = config.read().decimal() == PipelineConfig.Decimal.COMMA;
        for (ResolvedColumn column : resolved) {
            if (column.mark() == '.') {
                return false;
            }
            comma |= column.mark() == ',';
        }
        return comma;
    }

    /** What schema and configuration say of each column; the configuration has the last word. */
    private static Map<String, ColumnSchema> declared(String source, List<RawColumn> raw, PipelineConfig config,
            Optional<Schema> schema) {
        Map<String, ColumnSchema> given = new HashMap<>();
        List<String> names = raw.stream().map(RawColumn::name).toList();
        for (ColumnSchema column : schema.map(Schema::columns).orElse(List.of())) {
            if (names.contains(column.name())) {
                given.put(column.name(), column);
            } else if (column.required()) {
                throw missing(source, column.name(), "the schema", names);
            }
        }
        for (Map.Entry<String, Role> entry : config.columns().roles().entrySet()) {
            if (!names.contains(entry.getKey())) {
                // Shaping may make it; it refuses what is neither.
                continue;
            }
            ColumnSchema before = given.get(entry.getKey());
            given.put(entry.getKey(), before == null
                    ? ColumnSchema.of(entry.getKey(), entry.getValue(), "declared in columns.roles")
                    : before.withRole(entry.getValue(), "declared in columns.roles"));
        }
        return given;
    }

    /** That a column named by a setting is not there, with the nearest that is. */
    public static DataException missing(String source, String name, String by, List<String> names) {
        String near = names.stream().min((a, b) -> Integer.compare(distance(a, name), distance(b, name))).orElse("");
        return DataException.of(DataException.Reason.MISSING_COLUMN,
                "%s: there is no column \"%s\", named by %s; the nearest is \"%s\"", source, name, by, near);
    }

    /** Levenshtein's distance, ignoring case. */
    private static int distance(String a, String b) {
        String x = a.toLowerCase(Locale.ROOT);
        String y = b.toLowerCase(Locale.ROOT);
        int[] row = new int[y.length() + 1];
        for (int j = 0; j <= y.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= x.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= y.length(); j++) {
                int above = row[j];
                int change = diagonal + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[y.length()];
    }

    private static ColumnSchema override(RoleFinder finder, ColumnSchema wanted, ResolvedColumn column) {
        ColumnSchema made = finder.as(wanted.role(), wanted.categories(), wanted.reason());
        boolean number = column.kind() == ResolvedColumn.Kind.NUMBER;
        if (((wanted.role() == Role.NUMERIC || wanted.role() == Role.DATE) && column.kind() == ResolvedColumn.Kind.TEXT)
                || (wanted.role() == Role.DATE && number && !areDays(column))) {
            throw DataException.of(DataException.Reason.UNPARSEABLE_VALUE,
                    "column \"%s\": declared %s, but its values are not, such as \"%s\"", wanted.name(),
                    wanted.role().name().toLowerCase(Locale.ROOT), example(column));
        }
        made = made.withRequired(wanted.required()).withMissing(Stream
                .concat(made.missing().stream(), wanted.missing().stream()).distinct().toList());
        if (number && wanted.min().isPresent() && wanted.max().isPresent()) {
            made = made.withRange(wanted.min().getAsDouble(), wanted.max().getAsDouble());
        }
        return made;
    }

    /** Whether numbers can be days since 1970 that an age can be counted from. */
    private static boolean areDays(ResolvedColumn column) {
        return column.range().present() == 0
                || (column.min() >= DateToDays.EARLIEST && column.max() <= DateToDays.LATEST);
    }

    private static String example(ResolvedColumn column) {
        for (int i = 0; i < column.column().rows(); i++) {
            String text = column.column().text(i);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** The small whole-number scale a column answers on, as text, if it does. */
    private static Optional<String> scale(ResolvedColumn column) {
        if (column.kind() != ResolvedColumn.Kind.NUMBER || column.distinct() < 3 || column.distinct() > 11
                || !column.isWhole()) {
            return Optional.empty();
        }
        double min = column.min();
        double max = column.max();
        boolean small = min >= 0 && min <= 1 && max >= 3 && max <= 10 && column.distinct() >= max - min;
        return small ? Optional.of(String.format(Locale.ROOT, "%.0f-%.0f", min, max)) : Optional.empty();
    }
}
