package io.segmenta.pipeline.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.steps.FeaturePipeline;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.pipeline.features.FeatureFitter;
import io.segmenta.pipeline.features.FittedFeatures;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds from the text of a file to its features, and for one record as for all. */
class ReplayProperties {
    private static final String[] SCALES = {"standard", "min_max", "robust", "none"};

    @Property(tries = 60, seed = "31")
    void rowByRow_equalsAllAtOnce_andTheStepsDoNotChange(@ForAll @IntRange(min = 0, max = 3) int scale,
            @ForAll boolean components, @ForAll boolean neighbors, @ForAll long seed) {
        Map<String, String> settings = Map.of("features.scale", SCALES[scale], "features.skew", "auto",
                "features.pca_components", components ? "2" : "0", "derive.ratio", "spend / (height - 40)",
                "features.impute_numeric", neighbors ? "knn" : "median");
        ReadResult data = Reading.text(customers(seed), settings);
        FittedFeatures fit = fit(data, settings);
        FeaturePipeline pipeline = fit.pipeline();
        String before = pipeline.toJson();
        for (int i = 0; i < data.table().rows(); i++) {
            InputRecord record = InputRecord.of(data.schema(), data.table(), i);
            record.setMissing(data.schema().indexOf("ratio"));
            FeatureRow row = pipeline.transform(record);
            for (int f = 0; f < row.values().length; f++) {
                assertThat(Float.floatToIntBits(row.values()[f]))
                        .isEqualTo(Float.floatToIntBits(fit.matrix().get(i, f)));
            }
        }
        assertThat(pipeline.transform(data.table()).column(0)).isEqualTo(fit.matrix().column(0));
        assertThat(pipeline.toJson()).isEqualTo(before);
        assertThat(FeaturePipeline.fromJson(before)).isEqualTo(pipeline);
    }

    @Property(tries = 100, seed = "32")
    void unseenLevelsAndMissingFields_neverThrow_andAreFlagged(@ForAll String level, @ForAll boolean known,
            @ForAll long seed) {
        ReadResult data = Reading.text(customers(seed));
        FeaturePipeline pipeline = fit(data, Map.of()).pipeline();
        InputRecord record = new InputRecord(data.schema());
        if (!known) {
            record.setText(data.schema().indexOf("city"), "never seen " + level);
        }
        FeatureRow row = pipeline.transform(record);
        for (float value : row.values()) {
            assertThat(value).isFinite();
        }
        assertThat(row.missing()).contains("height", "spend");
        if (known) {
            assertThat(row.missing()).contains("city");
        } else {
            assertThat(row.unseen()).containsExactly("city");
        }
    }

    private static FittedFeatures fit(ReadResult data, Map<String, String> settings) {
        return FeatureFitter.fit(data.table(), data.schema(), PipelineConfig.defaults().with(settings));
    }

    /** Forty rows of numbers, skewed and not, a truth, a category and gaps. */
    private static String customers(long seed) {
        Random random = new Random(seed);
        String[] cities = {"Rome", "Oslo", "Paris", "Lima"};
        StringBuilder text = new StringBuilder("height,spend,member,city\n");
        for (int i = 0; i < 40; i++) {
            text.append(random.nextInt(10) == 0 ? "" : String.valueOf(random.nextInt(9_000) / 100.0)).append(',')
                    .append(random.nextInt(10) == 0 ? "" : String.valueOf(Math.exp(4 * random.nextGaussian())))
                    .append(',').append(random.nextBoolean() ? "yes" : "no").append(',')
                    .append(i < 4 ? cities[i] : random.nextInt(12) == 0 ? "" : cities[random.nextInt(4)]).append('\n');
        }
        return text.toString();
    }
}
