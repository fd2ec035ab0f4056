package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.FieldProblem;
import io.segmenta.model.data.InputRecord.Given;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.MissingText;
import io.segmenta.model.data.NumberFormat;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Values;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns records of one schema into features without looking up a name. Immutable and safe for use by several threads,
 * each with its own {@link FeatureRow}.
 */
public final class RowEncoder {

    private static final int MAX_PROBLEMS = 20;
    private static final byte MISSING = Flag.MISSING.bit();
    private static final byte UNSEEN = Flag.UNSEEN.bit();
    private static final byte UNSEEN_AS_MISSING = (byte) (UNSEEN | MISSING);
    private static final byte CLIPPED = Flag.CLIPPED.bit();
    /** A value sent for a derived column differs from the computed one by more than rounding, relatively. */
    private static final double ROUNDING = 1e-6;

    private final Schema schema;
    private final Program program;
    private final Reader[] readers;
    private final Op[] ops;

    /** What is known of one source column: where a record holds it, how to read it, what was seen in training. */
    private record Reader(int column, Role role, @Nullable String counted, @Nullable DateTimeFormatter format,
            @Nullable NumberFormat numbers,
            double min, double max, Set<String> known, Set<String> missing,
            double[] missingNumbers, Source source) {

        int slot() {
            return source.slot();
        }

        @Nullable
        LevelIndex levels() {
            return source.levels();
        }

        double number(InputRecord record) {
            Given given = record.given(column);
            if (given == Given.NUMBER || given == Given.TRUTH) {
                return record.number(column);
            }
            return parse(record.text(column));
        }

        boolean isMissingNumber(double value) {
            for (double missingNumber : missingNumbers) {
                if (value == missingNumber) {
                    return true;
                }
            }
            return false;
        }

        byte flags(double value) {
            if (Double.isNaN(value)) {
                return MISSING;
            }
            return value < min || value > max ? CLIPPED : 0;
        }

        /** Returns the number a text stands for, NaN for a missing one and for text that is none. */
        double parse(String text) {
            if (role == Role.DATE) {
                double number = counted == null ? Double.NaN : Values.countedDay(counted, Values.number(text));
                double days = Double.isNaN(number) ? Values.date(text, format) : number;
                return Double.isNaN(days) ? Values.number(text) : days;
            }
            double value = numbers == null ? Double.NaN : numbers.parse(text);
            if (Double.isNaN(value)) {
                value = Values.number(text);
            }
            return Double.isNaN(value) && role == Role.BOOLEAN ? Values.truth(text) : value;
        }

        String expected() {
            if (role == Role.DATE) {
                return "a date such as 2024-05-31";
            }
            if (role == Role.BOOLEAN) {
                return "true or false";
            }
            return numbers == null ? "a number" : "a number, plain or as in the file: " + numbers.example();
        }
    }

    RowEncoder(FeaturePipeline pipeline, Schema schema) {
        this.schema = schema;
        this.program = pipeline.program();
        this.ops = program.ops.toArray(new Op[0]);
        this.readers = new Reader[program.sources.size()];
        for (int s = 0; s < readers.length; s++) {
            Source source = program.sources.get(s);
            int column = schema.indexOf(source.name());
            Check.argument(column >= 0, "the schema has no column \"%s\"", source.name());
            ColumnSchema known = schema.columns().get(column);
            String counted = known.dateFormat().filter(Values::isCounted).orElse(null);
            readers[s] = new Reader(column, known.role(), counted,
                    counted != null ? null : known.dateFormat().map(Values::dateFormat).orElse(null),
                    known.numberFormat().orElse(null), known.min().orElse(Double.NEGATIVE_INFINITY),
                    known.max().orElse(Double.POSITIVE_INFINITY),
                    new HashSet<>(known.categories()), MissingText.words(known.missing()),
                    known.missing().stream().mapToDouble(Values::number).filter(Double::isFinite).toArray(),
                    source);
        }
    }

    /** Returns an empty row to be filled. */
    public FeatureRow newRow() {
        return new FeatureRow(program);
    }

    /** Tells whether a source column is computed from others, so that a record need not give it. */
    public boolean isDerived(int source) {
        return program.isDerived(source);
    }

    /** Returns the source columns that some feature is made of itself, not only of what was derived from them. */
    public int[] shaping() {
        return program.shaping();
    }

    /** Returns the place in the schema of a source column. */
    public int column(int source) {
        return readers[source].column();
    }

    /** Tells whether a source column is read as text. */
    public boolean isText(int source) {
        return readers[source].source().isText();
    }

    /** Returns the code of the level that a text column is read as; -1 for none, -2 for one that no step knows. */
    public int code(InputRecord record, int source) {
        return code(readers[source], record);
    }

    /** Returns the code of a level of a text column; -2 for one that no step knows. */
    public int code(int source, String level) {
        return readers[source].source().textLevels().code(level);
    }

    /** Returns the number that a source column is read as, days for a date; NaN where it has none or is text. */
    public double number(InputRecord record, int source) {
        Reader reader = readers[source];
        return reader.levels() != null || !isGiven(reader, record) || isMissingWord(reader, record) ? Double.NaN
                : reader.number(record);
    }

    /** Returns the level that a source column is read as; empty where it has none or is a number. */
    public Optional<String> level(InputRecord record, int source) {
        Reader reader = readers[source];
        return reader.levels() == null || code(reader, record) == LevelIndex.MISSING ? Optional.empty()
                : Optional.of(level(reader, record));
    }

    /**
     * Fills a row. Missing fields are flagged, never refused, and so are unseen levels but where {@link UnseenLevels}
     * refuses them.
     *
     * @param record of this encoder's schema
     * @param into overwritten
     * @return whether every value was usable; when false, {@link #problems} says what was not
     */
    public boolean encode(InputRecord record, FeatureRow into) {
        Work work = into.work;
        boolean usable = true;
        for (int s = 0; s < readers.length; s++) {
            Reader reader = readers[s];
            byte flags = 0;
            if (reader.levels() != null) {
                int code = code(reader, record);
                usable &= !reader.source().refuses(code);
                work.codes[reader.slot()] = reader.source().countsAsMissing(code) ? LevelIndex.MISSING : code;
                if (code == LevelIndex.MISSING) {
                    flags = MISSING;
                } else if (reader.source().countsAsMissing(code)) {
                    flags = UNSEEN_AS_MISSING;
                } else if (code == LevelIndex.UNSEEN && !reader.known().contains(level(reader, record))) {
                    flags = UNSEEN;
                }
            } else {
                double value = isGiven(reader, record) && !isMissingWord(reader, record) ? reader.number(record)
                        : Double.NaN;
                flags = reader.flags(value);
                usable &= flags != MISSING || isMissing(reader, record);
                work.numbers[reader.slot()] = value;
            }
            work.flags[s] = flags;
        }
        for (Op.Compute derivation : program.derivations) {
            derive(derivation, into);
        }
        for (Op op : ops) {
            op.run(work, 1);
        }
        float[] values = into.values();
        for (int f = 0; f < values.length; f++) {
            values[f] = (float) work.numbers[program.outputSlots[f]];
            usable &= Float.isFinite(values[f]);
        }
        return usable;
    }

    private void derive(Op.Compute derivation, FeatureRow into) {
        Work work = into.work;
        double given = work.numbers[derivation.slot];
        derivation.run(work, 1);
        double value = work.numbers[derivation.slot];
        int flags = readers[derivation.source].flags(value);
        if (Math.abs(given - value) > ROUNDING * Math.abs(value)) {
            flags |= Flag.RECOMPUTED.bit();
        }
        work.flags[derivation.source] = (byte) flags;
        into.derived[derivation.source] = value;
    }

    private static boolean isGiven(Reader reader, InputRecord record) {
        Given given = record.given(reader.column());
        return given != Given.NOTHING && given != Given.MISSING;
    }

    private static boolean isMissing(Reader reader, InputRecord record) {
        return !isGiven(reader, record) || isMissingWord(reader, record)
                || (record.given(reader.column()) == Given.TEXT
                        && Values.isMissingNumber(record.text(reader.column())));
    }

    /** Whether the column has the text or number for a missing value, though it may look like one: 9999-12-31, 999. */
    private static boolean isMissingWord(Reader reader, InputRecord record) {
        return switch (record.given(reader.column())) {
            case TEXT -> MissingText.isAmong(reader.missing(), record.text(reader.column()));
            case NUMBER -> reader.isMissingNumber(record.number(reader.column()));
            case TRUTH, MISSING, NOTHING -> false;
        };
    }

    private static int code(Reader reader, InputRecord record) {
        Given given = record.given(reader.column());
        if (given == Given.NOTHING || given == Given.MISSING) {
            return LevelIndex.MISSING;
        }
        String level = level(reader, record);
        return level.isBlank() || MissingText.isAmong(reader.missing(), level) ? LevelIndex.MISSING
                : Check.notNull(reader.levels(), "levels").code(level);
    }

    private static String level(Reader reader, InputRecord record) {
        Given given = record.given(reader.column());
        if (given == Given.TEXT) {
            return record.text(reader.column());
        }
        if (given == Given.TRUTH) {
            return record.number(reader.column()) == 1 ? "true" : "false";
        }
        return Values.text(record.number(reader.column()));
    }

    /**
     * Returns what is wrong with a record that {@link #encode} found unusable, up to 20 values; empty for a usable one.
     *
     * @param place the record's place in its request, from 0
     */
    public List<FieldProblem> problems(InputRecord record, int place) {
        Check.argument(Objects.equals(record.schema(), schema), "the record has another schema");
        List<FieldProblem> problems = new ArrayList<>();
        for (Reader reader : readers) {
            if (problems.size() < MAX_PROBLEMS && reader.levels() != null
                    && reader.source().refuses(code(reader, record))) {
                problems.add(new FieldProblem(place, record.givenName(reader.column()), level(reader, record),
                        Check.notNull(reader.source().unseen(), "unseen").expected()));
            }
            if (problems.size() < MAX_PROBLEMS && reader.levels() == null && !isMissing(reader, record)
                    && Double.isNaN(reader.number(record))) {
                problems.add(new FieldProblem(place, record.givenName(reader.column()), record.text(reader.column()),
                        reader.expected()));
            }
        }
        if (problems.isEmpty()) {
            FeatureRow row = newRow();
            if (!encode(record, row)) {
                for (int f = 0; f < row.told().length; f++) {
                    int source = program.toldSources[f];
                    if (!Float.isFinite(row.told()[f])) {
                        String field = source < 0 ? "" : record.givenName(readers[source].column());
                        String value = source < 0 ? null : Values.text(record.number(readers[source].column()));
                        problems.add(new FieldProblem(place, field, value, "numbers small enough to compute with"));
                        break;
                    }
                }
            }
        }
        return problems;
    }
}
