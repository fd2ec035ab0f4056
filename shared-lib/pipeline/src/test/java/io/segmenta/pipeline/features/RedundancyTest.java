package io.segmenta.pipeline.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Columns that say the same as another weigh once. */
class RedundancyTest {
    private static FittedFeatures fit(String csv, String yaml) {
        ReadResult data = Reading.text(csv);
        PipelineConfig config = ConfigReader.read(List.of(ConfigSource.yaml("test.yaml", yaml)));
        return FeatureFitter.fit(data.table(), data.schema(), config);
    }

    private static List<String> dropped(FittedFeatures features) {
        return features.findings().stream().filter(finding -> finding.text().startsWith("says the same"))
                .map(finding -> finding.column().orElseThrow()).toList();
    }

    /** Net amounts with the tax and the total of each, and ratings that have nothing to do with them. */
    private static String invoices() {
        StringBuilder csv = new StringBuilder("tax,net amount,total,rating\n");
        Random random = new Random(5);
        for (int i = 0; i < 60; i++) {
            double net = 10 + 990 * random.nextDouble();
            csv.append(String.format(Locale.ROOT, "%.2f,%.2f,%.2f,%d%n", 0.05 * net, net, 1.05 * net,
                    1 + random.nextInt(9)));
        }
        return csv.toString();
    }

    @Test
    void taxAndNetOfATotal_giveWayToTheTotal() {
        FittedFeatures features = fit(invoices(), "{}");

        assertThat(features.pipeline().featureNames()).containsExactly("total", "rating");
        assertThat(features.findings()).extracting(Finding::sentence).contains(
                "tax: says the same as \"total\" (correlation 1.000), which is used; cleaning.redundant: keep uses "
                        + "both");
    }

    @Test
    void redundantColumns_areKeptWhereTheSettingsSaySo() {
        assertThat(fit(invoices(), "cleaning: {redundant: keep}").pipeline().featureNames())
                .containsExactly("tax", "net amount", "total", "rating");
        assertThat(fit(invoices(), "columns: {include: [tax, total]}").pipeline().featureNames())
                .as("asked for by name").containsExactly("tax", "total");
    }

    @Test
    void columnWithGaps_givesWayToTheOneWithout() {
        StringBuilder csv = new StringBuilder("feet,metres,mood\n");
        for (int i = 0; i < 200; i++) {
            csv.append(i == 7 ? "" : 3.28 * (i * 37 % 101)).append(',').append(i * 37 % 101).append(',')
                    .append(i * i % 7).append('\n');
        }
        assertThat(dropped(fit(csv.toString(), "{}"))).containsExactly("feet");
    }

    @Test
    void levelsThatStandForOneAnother_areUsedInWords() {
        StringBuilder csv = new StringBuilder("branch,city,kind,spend\n");
        for (int i = 0; i < 60; i++) {
            csv.append("ABC".charAt(i % 3)).append(',').append(List.of("Yangon", "Mandalay", "Naypyitaw").get(i % 3))
                    .append(',').append(List.of("old", "new").get(i % 2)).append(',').append(i * i % 53).append('\n');
        }
        FittedFeatures features = fit(csv.toString(), "{}");

        assertThat(dropped(features)).containsExactly("branch");
        assertThat(features.findings()).extracting(Finding::sentence).anyMatch(sentence -> sentence
                .startsWith("branch: says the same as \"city\" (level by level)"));
    }

    /** A number that stands for a name, and yes and no beside 1 and 0. */
    @Test
    void levelsAsNumbersBesideLevelsInWords_areUsedInWords() {
        StringBuilder csv = new StringBuilder("Region,Gebiet,Neu,neu_flag,Umsatz\n");
        for (int i = 0; i < 90; i++) {
            csv.append(1 + i * 7 % 3).append(',').append(List.of("Nord", "Süd", "Ost").get(i * 7 % 3)).append(',')
                    .append(i % 4 == 0 ? "ja" : "nein").append(',').append(i % 4 == 0 ? 1 : 0).append(',')
                    .append(i * i % 61 + 0.5).append('\n');
        }
        assertThat(dropped(fit(csv.toString(), "{}"))).containsExactlyInAnyOrder("Region", "neu_flag");
    }

    @Test
    void oneGiantInTwoColumns_makesThemNotTheSame() {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("a,b\n9000000,8000000\n");
        for (int i = 0; i < 100; i++) {
            csv.append(random.nextInt(1000)).append(',').append(random.nextInt(1000)).append('\n');
        }
        assertThat(dropped(fit(csv.toString(), "cleaning: {outliers: keep}"))).isEmpty();
    }

    @Test
    void columnsThatNearlySayTheSame_areToldAndUsed() {
        Random random = new Random(3);
        StringBuilder csv = new StringBuilder("a,b\n");
        for (int i = 0; i < 300; i++) {
            double a = random.nextGaussian();
            csv.append(a).append(',').append(a + 0.2 * random.nextGaussian()).append('\n');
        }
        FittedFeatures features = fit(csv.toString(), "{}");

        assertThat(features.pipeline().featureNames()).containsExactly("a", "b");
        assertThat(features.findings()).extracting(Finding::sentence).anyMatch(sentence -> sentence
                .startsWith("b: goes along with \"a\" (correlation 0.98): what they share weighs double"));
    }

    @Test
    void fewRows_proveNothing() {
        assertThat(dropped(fit("a,b\n1.5,2.5\n2.5,4.5\n3.5,6.5\n", "{}"))).isEmpty();
    }

    /** Any straight line is found at any place, and nothing beside it is lost. */
    @Property(tries = 60)
    void anyStraightLine_isFound(@ForAll @DoubleRange(min = -1e4, max = 1e4) double slope,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double offset, @ForAll @IntRange(min = 12, max = 400) int rows,
            @ForAll long seed) {
        double used = Math.abs(slope) < 1e-3 ? 1 : slope;
        Random random = new Random(seed);
        StringBuilder csv = new StringBuilder("first,other,line\n");
        for (int i = 0; i < rows; i++) {
            double x = random.nextDouble();
            csv.append(x).append(',').append(random.nextDouble()).append(',').append(used * x + offset).append('\n');
        }
        assertThat(dropped(fit(csv.toString(), "{}"))).containsExactly("line");
    }
}
