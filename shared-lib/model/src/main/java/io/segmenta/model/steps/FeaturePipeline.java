package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.base.RowNumber;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Schema;
import io.segmenta.model.data.Table;
import io.segmenta.model.data.TextColumn;
import io.segmenta.model.data.Values;
import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fitted steps in order, and the columns among their results that are the features. Replaying a table and replaying its
 * rows one by one give the same floats, bit for bit: both run the same operations in double precision and round once at
 * the end. Immutable and safe for use by several threads.
 *
 * <p>
 * No feature can be missing: a numeric source column without an imputation step is refused when the pipeline is made. A
 * level no step knows fails only where {@link UnseenLevels} refuses it; see also {@link OneHot} and
 * {@link OrdinalEncode}.
 */
public final class FeaturePipeline {

    private static final int BLOCK = 1024;

    private final List<FeatureStep> steps;
    private final List<String> outputs;
    private final Program program;

    /**
     * @param steps in the order they run
     * @param outputs the names of the features, in order
     * @throws IllegalArgumentException when the steps do not fit together
     */
    public FeaturePipeline(List<FeatureStep> steps, List<String> outputs) {
        this.steps = List.copyOf(steps);
        this.outputs = List.copyOf(outputs);
        Check.argument(!outputs.isEmpty(), "outputs must not be empty");
        Check.argument(new HashSet<>(outputs).size() == outputs.size(), "a feature is named twice in %s", outputs);
        this.program = new Program(this.steps, this.outputs);
    }

    /** Returns the steps in the order in which they are applied. */
    public List<FeatureStep> steps() {
        return steps;
    }

    /** Returns the layout that the features are, where they are one: it is the last step. */
    public Optional<UmapPlace> layout() {
        return steps.isEmpty() || !(steps.get(steps.size() - 1) instanceof UmapPlace place) ? Optional.empty()
                : Optional.of(place);
    }

    /** Returns the names of the d features, in order. */
    public List<String> featureNames() {
        return outputs;
    }

    /** Returns the names of the columns that are read, in order of first use. */
    public List<String> sources() {
        List<String> names = new ArrayList<>(program.sources.size());
        for (Source source : program.sources) {
            names.add(source.name());
        }
        return names;
    }

    /** Tells whether a source column is computed from others, so that a record need not give it. */
    public boolean isDerived(int source) {
        return program.isDerived(source);
    }

    /** Tells whether a source column is read as text. */
    public boolean isText(int source) {
        return program.sources.get(source).isText();
    }

    /**
     * Returns the source column of a feature, or the feature's own name when it mixes several (a component, the score
     * of a group).
     */
    public String sourceOf(int feature) {
        int source = program.outputSources[feature];
        return source < 0 ? outputs.get(feature) : program.sources.get(source).name();
    }

    /**
     * Returns the same steps, but that no level is refused: one that training did not see goes where rare ones go. For
     * rows that were read in training and took no part in it.
     */
    public FeaturePipeline withoutRefusals() {
        List<FeatureStep> others = steps.stream().filter(
                step -> !(step instanceof UnseenLevels unseen && unseen.kind() == UnseenLevels.Kind.REFUSE)).toList();
        return others.size() == steps.size() ? this : new FeaturePipeline(others, outputs);
    }

    /** Returns one sentence per step. */
    public List<String> describe() {
        return steps.stream().map(FeatureStep::describe).toList();
    }

    Program program() {
        return program;
    }

    /**
     * Replays the steps on every row. Time O(n d), memory the result and one block.
     *
     * @return n rows by d features
     * @throws DataException when a source column is missing from the table, is text that is no number where a number is
     * due, holds a level that is refused, or makes a feature too large for a float
     */
    public Matrix transform(Table table) {
        List<Column> columns = new ArrayList<>(program.sources.size());
        List<int[]> translations = new ArrayList<>(program.sources.size());
        List<double[]> parsed = new ArrayList<>(program.sources.size());
        for (int s = 0; s < program.sources.size(); s++) {
            Source source = program.sources.get(s);
            Column column = column(table, s);
            columns.add(column);
            boolean textual = column instanceof TextColumn;
            translations.add(
                    textual && source.isText() ? translation((TextColumn) column, source, table.source())
                            : new int[0]);
            parsed.add(textual && !source.isText() ? numbers((TextColumn) column, table.source()) : new double[0]);
        }
        int rows = table.rows();
        float[][] features = new float[outputs.size()][rows];
        Work work = new Work(Math.max(1, Math.min(BLOCK, rows)), program.numberSlots, program.codeSlots, new byte[0]);
        for (int start = 0; start < rows; start += BLOCK) {
            int n = Math.min(BLOCK, rows - start);
            for (int s = 0; s < columns.size(); s++) {
                Source source = program.sources.get(s);
                int base = source.slot() * work.stride;
                if (columns.get(s) instanceof NumericColumn numeric) {
                    if (source.isText()) {
                        for (int i = 0; i < n; i++) {
                            work.codes[base + i] = code(numeric, start + i, source, table.source());
                        }
                    } else {
                        System.arraycopy(numeric.values(), start, work.numbers, base, n);
                    }
                } else {
                    int[] codes = ((TextColumn) columns.get(s)).codes();
                    int[] translation = translations.get(s);
                    double[] values = parsed.get(s);
                    for (int i = 0; i < n; i++) {
                        int code = codes[start + i];
                        if (source.isText()) {
                            work.codes[base + i] = code < 0 ? LevelIndex.MISSING : translation[code];
                        } else {
                            work.numbers[base + i] = code < 0 ? Double.NaN : values[code];
                        }
                    }
                }
            }
            for (Op derivation : program.derivations) {
                derivation.run(work, n);
            }
            for (Op op : program.ops) {
                op.run(work, n);
            }
            for (int f = 0; f < features.length; f++) {
                int base = program.outputSlots[f] * work.stride;
                for (int i = 0; i < n; i++) {
                    features[f][start + i] = (float) work.numbers[base + i];
                }
            }
        }
        refuseInfinite(features, table.source());
        return Matrix.ofColumns(outputs, features);
    }

    /** A derived column need not be there: it is computed. */
    private Column column(Table table, int source) {
        String name = program.sources.get(source).name();
        if (program.isDerived(source) && table.column(name).isEmpty()) {
            double[] unknown = new double[table.rows()];
            Arrays.fill(unknown, Double.NaN);
            return new NumericColumn(name, unknown);
        }
        return table.require(name);
    }

    private static int code(NumericColumn column, int row, Source source, String file) {
        if (column.isMissing(row)) {
            return LevelIndex.MISSING;
        }
        String level = Values.text(column.value(row));
        int code = source.textLevels().code(level);
        if (source.refuses(code)) {
            throw unseen(source, level, row, file);
        }
        return source.countsAsMissing(code) ? LevelIndex.MISSING : code;
    }

    private static int[] translation(TextColumn column, Source source, String file) {
        int[] codes = new int[column.levels().size()];
        for (int i = 0; i < codes.length; i++) {
            String level = column.levels().get(i);
            codes[i] = level.isBlank() ? LevelIndex.MISSING : source.textLevels().code(level);
            if (source.refuses(codes[i])) {
                int row = firstRow(column, i);
                if (row < column.rows()) {
                    throw unseen(source, level, row, file);
                }
            }
            if (source.countsAsMissing(codes[i])) {
                codes[i] = LevelIndex.MISSING;
            }
        }
        return codes;
    }

    private static DataException unseen(Source source, String level, int row, String file) {
        String expected = Check.notNull(source.unseen(), source.name()).expected();
        return DataException.of(Reason.UNPARSEABLE_VALUE,
                "column \"%s\": expected %s, found \"%s\" at row %d (file %s); correct it, or train anew with rows "
                        + "that have it or with features.unseen: other",
                source.name(), expected, level, RowNumber.of(row), file);
    }

    /** Returns the first row with a code, or the number of rows. */
    private static int firstRow(TextColumn column, int code) {
        int row = 0;
        while (row < column.rows() && column.code(row) != code) {
            row++;
        }
        return row;
    }

    private static double[] numbers(TextColumn column, String source) {
        double[] numbers = new double[column.levels().size()];
        for (int i = 0; i < numbers.length; i++) {
            String text = column.levels().get(i);
            numbers[i] = Values.number(text);
            if (Double.isNaN(numbers[i])) {
                numbers[i] = Values.truth(text);
            }
            if (Double.isNaN(numbers[i]) && !Values.isMissingNumber(text)) {
                int row = firstRow(column, i);
                if (row < column.rows()) {
                    throw DataException.of(Reason.UNPARSEABLE_VALUE,
                            "column \"%s\": expected a number, found \"%s\" at row %d (file %s)", column.name(), text,
                            RowNumber.of(row), source);
                }
            }
        }
        return numbers;
    }

    private void refuseInfinite(float[][] features, String source) {
        for (int f = 0; f < features.length; f++) {
            for (int i = 0; i < features[f].length; i++) {
                if (!Float.isFinite(features[f][i])) {
                    throw DataException.of(Reason.OUT_OF_RANGE,
                            "column \"%s\": the value at row %d is too large to compute with (file %s)",
                            program.layout == null ? sourceOf(f) : String.join("\" or \"", sources()),
                            RowNumber.of(i), source);
                }
            }
        }
    }

    /** Returns the encoder of records of a schema. Make it once and keep it. */
    public RowEncoder encoder(Schema schema) {
        return new RowEncoder(this, schema);
    }

    /**
     * Replays the steps on one record. For many records keep an {@link #encoder} instead.
     *
     * @throws DataException when a value is not what its column needs
     */
    public FeatureRow transform(InputRecord record) {
        RowEncoder encoder = encoder(record.schema());
        FeatureRow row = encoder.newRow();
        encoder.encode(record, row);
        if (!encoder.problems(record, 0).isEmpty()) {
            throw new DataException(Reason.UNPARSEABLE_VALUE, encoder.problems(record, 0).get(0).sentence());
        }
        return row;
    }

    /** Returns the pipeline as maps and lists. */
    public Map<String, Object> toDocument() {
        return StepJson.document(this);
    }

    /**
     * Returns the pipeline as maps and lists, but of rows of customers that it fills gaps from their number only: for
     * documents that more people read than the model file. It cannot be read back.
     */
    public Map<String, Object> toOutline() {
        return StepJson.outline(this);
    }

    /** Returns the pipeline as a JSON document for people to read. */
    public String toJson() {
        return new String(Json.pretty(toDocument()), StandardCharsets.UTF_8);
    }

    /**
     * Reads a parsed pipeline document.
     *
     * @throws DataException when it is no pipeline
     */
    public static FeaturePipeline fromDocument(JsonObject document) {
        return StepJson.pipeline(document);
    }

    /** Reads a pipeline document. */
    public static FeaturePipeline fromJson(String json) {
        return fromDocument(Json.parse(json.getBytes(StandardCharsets.UTF_8), "features"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeaturePipeline that && steps.equals(that.steps) && outputs.equals(that.outputs);
    }

    @Override
    public int hashCode() {
        return 31 * steps.hashCode() + outputs.hashCode();
    }

    @Override
    public String toString() {
        return steps + " -> " + outputs;
    }
}
