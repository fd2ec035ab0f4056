package io.segmenta.learning;

import io.segmenta.model.SegmentationModel;
import io.segmenta.model.contract.LargeSurvey;
import io.segmenta.pipeline.Whole;
import io.segmenta.pipeline.features.ColumnFacts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the rows that a file to learn from stands for.
 *
 * @param note for whoever reads the report; empty where the file holds all rows
 */
public record Sampled(Whole whole, Optional<String> note) {
    /** The file holds all rows. */
    public static final Sampled NOTHING = new Sampled(Whole.NONE, Optional.empty());

    /**
     * A sample of the rows that were surveyed.
     *
     * @param fitted the model that was learned from it before, fitted to all rows; empty before it is
     */
    public static Sampled of(LargeSurvey survey, Optional<SegmentationModel> fitted) {
        Map<String, ColumnFacts> facts = new LinkedHashMap<>();
        for (LargeSurvey.Column column : survey.columns()) {
            column.numbers()
                    .ifPresent(all -> facts.put(column.name(),
                            new ColumnFacts(all.count(), column.missing(), all.min(), all.max(), all.mean(),
                                    all.deviation(), all.lowerQuartile(), all.median(), all.upperQuartile())));
        }
        String note = String.format(Locale.ROOT, "the file has %,d rows: columns, number of segments, names and "
                + "figures are of a sample, filling and scaling of numbers%s of all rows", survey.rows(),
                fitted.map(model -> told(model, survey.rows())).orElse(""));
        return new Sampled(new Whole(facts, fitted), Optional.of(note));
    }

    private static String told(SegmentationModel fitted, long rows) {
        long learned = fitted.provenance().rows();
        return learned == rows ? ", centroids and sizes of the segments"
                : String.format(Locale.ROOT, ", and sizes of the segments, which %s learned from %,d of them, are",
                        fitted.provenance().algorithm(), learned);
    }
}
