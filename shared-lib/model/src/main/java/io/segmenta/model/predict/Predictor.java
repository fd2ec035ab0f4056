package io.segmenta.model.predict;

import io.segmenta.model.Baseline;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.SegmentationModel;
import io.segmenta.model.assign.DensityReference;
import io.segmenta.model.assign.NearestReference;
import io.segmenta.model.base.Check;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Schema;
import io.segmenta.model.json.Json;
import io.segmenta.model.monitor.Counting;
import io.segmenta.model.steps.RowEncoder;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model made ready to answer: names resolved, steps compiled. Immutable and safe for use by several threads. Time per
 * record O(columns + k d).
 */
public final class Predictor {

    private static final int MAX_SHOWN = 20;

    private final SegmentationModel model;
    private final String modelVersion;
    private final RowEncoder encoder;
    private final FieldNames names;
    private final List<Segment> segments;
    private final List<String> sources;
    private final int[] explained;
    private final String featureList;
    private final @Nullable LaidOut laidOut;
    private final AnswerJson.Texts texts;
    private final @Nullable String note;
    private final @Nullable String[] rules;

    /** @param modelVersion as answers name it ("v3") */
    public Predictor(SegmentationModel model, String modelVersion) {
        this.model = Check.notNull(model, "model");
        this.modelVersion = Check.notBlank(modelVersion, "modelVersion");
        this.segments = model.segments();
        this.encoder = model.pipeline().encoder(model.schema());
        this.sources = List.copyOf(model.pipeline().sources());
        this.explained = encoder.shaping();
        this.laidOut = LaidOut.of(model.pipeline(), model.assigner());
        this.note = note(model);
        this.rules = segments.stream().map(segment -> rule(model, segment)).toArray(String[]::new);
        this.names = new FieldNames(model.schema(), new HashSet<>(sources), derived());
        this.texts = new AnswerJson.Texts(model, modelVersion, sources);
        this.featureList = list(names.features().stream().map(c -> shown(model.schema().columns().get(c))).toList());
    }

    /** Returns the model that is asked. */
    public SegmentationModel model() {
        return model;
    }

    /** Returns the same model ready to answer under what people call its segments now. */
    public Predictor edited(List<SegmentEdit> edits) {
        return edits.isEmpty() ? this : new Predictor(model.edited(edits), modelVersion);
    }

    /** Returns the name of the version, as it stands in every answer. */
    public String modelVersion() {
        return modelVersion;
    }

    /** Returns where its records are counted. */
    public Counting counting() {
        return new Counting(model.watched(), encoder, sources);
    }

    /** Returns the columns of a record. */
    public Schema schema() {
        return model.schema();
    }

    /** Returns the names of columns that are told by their places in the schema. */
    List<String> columnNames(List<Integer> places) {
        return places.stream().map(place -> schema().columns().get(place).name()).toList();
    }

    List<Segment> segments() {
        return segments;
    }

    RowEncoder encoder() {
        return encoder;
    }

    FieldNames names() {
        return names;
    }

    List<String> sources() {
        return sources;
    }

    /** Returns the source columns that have a part in an explanation: the array itself, never to be written to. */
    int[] explained() {
        return explained;
    }

    /** Returns what is known of the segments beside their layout, or null where there is none. */
    @Nullable
    LaidOut laidOut() {
        return laidOut;
    }

    /** Returns what a record is compared with, or null where that is the centres of two segments. */
    @Nullable
    String note() {
        return note;
    }

    /**
     * Returns the rule of a segment with its agreement, where a layout decides, whose distances belong to no column;
     * null where there is none.
     */
    @Nullable
    String rule(int cluster) {
        return rules[cluster];
    }

    private static @Nullable String rule(SegmentationModel model, Segment segment) {
        return model.pipeline().layout().isEmpty() ? null
                : segment.rule().map(rule -> String.format(Locale.ROOT,
                        "rule of the segment: %s (right for %.0f %% of the customers it is true of, and true of %.0f %%"
                                + " of the segment)",
                        rule.words(), 100 * rule.right(), 100 * rule.covers())).orElse(null);
    }

    private static @Nullable String note(SegmentationModel model) {
        if (model.pipeline().layout().isPresent()) {
            return "by the means of both segments before the layout";
        }
        if (model.assigner() instanceof NearestReference) {
            boolean map = model.provenance().algorithm().startsWith("som");
            return "compared with the most similar " + (map ? "unit" : "customer") + " of each";
        }
        return model.assigner() instanceof DensityReference ? "compared with the most similar customer of each" : null;
    }

    private Set<String> derived() {
        Set<String> derived = new HashSet<>();
        for (int s = 0; s < sources.size(); s++) {
            if (encoder.isDerived(s)) {
                derived.add(sources.get(s));
            }
        }
        return derived;
    }

    AnswerJson.Texts texts() {
        return texts;
    }

    /** Returns the feature columns in the order of the schema, the first of many only, for a message. */
    String featureList() {
        return featureList;
    }

    private static String shown(ColumnSchema column) {
        return column.name() + column.description().map(text -> " (" + text + ")").orElse("");
    }

    private static String list(List<String> columns) {
        String shown = String.join(", ", columns.subList(0, Math.min(MAX_SHOWN, columns.size())));
        return columns.size() <= MAX_SHOWN ? shown : shown + ", … (" + columns.size() + " in all)";
    }

    /**
     * Answers one record.
     *
     * @param record of the model's schema
     * @throws DataException ({@link Reason#BAD_RECORD}) when a value cannot be used or no feature was given
     */
    public Prediction predict(InputRecord record, Instant at) {
        Session session = new Session(this, record, at, true, null);
        Prediction prediction = session.answer(0);
        if (prediction == null) {
            throw new DataException(Reason.BAD_RECORD, session.problems().get(0).sentence());
        }
        return prediction;
    }

    /**
     * Returns a JSON record in the middle of the training data: medians and most frequent levels. A model that cannot
     * answer it cannot answer at all.
     */
    public byte[] probe() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String source : sources) {
            if (encoder.isDerived(sources.indexOf(source))) {
                continue;
            }
            Optional<Baseline.Numbers> numbers = model.baseline().numbers(source);
            Optional<Baseline.Levels> levels = model.baseline().levels(source);
            if (numbers.isPresent()) {
                fields.put(source, numbers.get().median());
            } else if (levels.isPresent()) {
                fields.put(source, levels.get().shares().keySet().stream().findFirst().orElse(null));
            } else {
                fields.put(source, null);
            }
        }
        return Json.write(fields);
    }
}
