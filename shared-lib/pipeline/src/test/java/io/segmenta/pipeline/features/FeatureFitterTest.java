package io.segmenta.pipeline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException.Reason;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.Matrix;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.UnseenLevels;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureFitterTest {
    private static final String SHOP = "customer_id,spend,visits,city,gender\n"
            + "A1,10,1,Rome,f\nA2,20,,Rome,m\nA3,30,3,Oslo,f\nA4,40,4,,m\n";

    @Test
    void fit_standardised_isZeroMeanUnitPopulationSd() {
        FittedFeatures fitted = fit(SHOP, Map.of());

        // mean 25, population sd sqrt(125)
        assertThat(fitted.matrix().column(0)).containsExactly((float) (-15 / Math.sqrt(125)),
                (float) (-5 / Math.sqrt(125)), (float) (5 / Math.sqrt(125)), (float) (15 / Math.sqrt(125)));
        assertThat(fitted.matrix().names()).containsExactly("spend", "visits", "city=Oslo", "city=Rome");
    }

    @Test
    void fit_missingValues_areFilledAndReported() {
        FittedFeatures fitted = fit(SHOP, Map.of("features.scale", "none"));

        assertThat(fitted.matrix().column(1)).containsExactly(1, 3, 3, 4);
        assertThat(fitted.matrix().column(3)).containsExactly(1, 1, 0, 1);
        assertThat(fitted.findings()).extracting(Finding::sentence)
                .contains("visits: 1 missing filled with median 3",
                        "city: 1 missing filled with the most frequent level \"Rome\"");
        assertThat(fit(SHOP, Map.of("features.scale", "none", "features.impute_numeric", "mean")).matrix().get(1, 1))
                .isEqualTo((float) (8.0 / 3));
        assertThat(fit(SHOP, Map.of("features.scale", "none", "features.impute_numeric", "fill",
                "features.fill_number", "-1")).matrix().get(1, 1)).isEqualTo(-1);
        assertThat(fit(SHOP, Map.of("features.impute_categorical", "fill")).matrix().names()).contains("city=missing");
    }

    @Test
    void fit_identifiersAndProtectedColumns_stayOut() {
        FittedFeatures fitted = fit(SHOP, Map.of());

        assertThat(fitted.findings()).filteredOn(f -> f.kind() == Finding.Kind.DROPPED)
                .extracting(f -> f.column().orElseThrow()).containsExactlyInAnyOrder("customer_id", "gender");
        assertThat(fit(SHOP, Map.of("columns.use_protected", "true")).matrix().names()).contains("gender=f",
                "gender=m");
    }

    @Test
    void fit_minMaxAndRobust_followTheirDefinitions() {
        Matrix minMax = fit(SHOP, Map.of("features.scale", "min_max")).matrix();
        assertThat(minMax.column(0)).containsExactly(0, (float) (10 / 30.0), (float) (20 / 30.0), 1);
        Matrix robust = fit(SHOP, Map.of("features.scale", "robust")).matrix();
        // quartiles 17.5, 25, 32.5
        assertThat(robust.column(0)).containsExactly(-1, (float) (-5 / 15.0), (float) (5 / 15.0), 1);
    }

    @Test
    void fit_includeAndExclude_choose() {
        assertThat(fit(SHOP, Map.of("columns.include", "[spend]")).matrix().names()).containsExactly("spend");
        assertThat(fit(SHOP, Map.of("columns.exclude", "[spend, city]")).matrix().names()).containsExactly("visits");
    }

    @Test
    void fit_mostlyMissingColumn_isDropped() {
        FittedFeatures fitted = fit("a,b\n1,\n2,\n3,7\n4,\n5,8\n", Map.of());

        assertThat(fitted.matrix().names()).containsExactly("a");
        assertThat(fitted.findings()).extracting(Finding::sentence)
                .anyMatch(s -> s.startsWith("b: 60.0 % of the rows have no value"));
    }

    @Test
    void fit_smallVariance_isDroppedBelowTheThreshold() {
        assertThat(fit("a,b\n1,100\n2,200\n3,300\n", Map.of("cleaning.variance_threshold", "1")).matrix().names())
                .containsExactly("b");
    }

    @Test
    void fit_customersWhoStandTwice_areToldWithWhatDropsThem() {
        StringBuilder csv = new StringBuilder("customer_id,spend\n");
        for (int i = 0; i < 60; i++) {
            csv.append(("A" + i + "," + i * i + "\n").repeat(i < 25 ? 2 : 1));
        }
        String told = "25 rows repeat an earlier one in every column, \"customer_id\" included, and count twice; "
                + "cleaning.drop_duplicates: true leaves them out";

        assertThat(fit(csv.toString(), Map.of()).findings()).anyMatch(finding -> finding.sentence().equals(told));
        assertThat(fit(csv.toString(), Map.of("cleaning.drop_duplicates", "true")).matrix().rows()).isEqualTo(60);
        // Another spend is another row, and rows without an identifier may be alike.
        String again = csv.toString().replace("A3,9\nA3,9", "A3,9\nA3,8");
        assertThat(fit(again, Map.of()).findings())
                .anyMatch(finding -> finding.sentence().startsWith("24 rows repeat"));
        assertThat(fit(csv.toString().replaceAll("A\\d+,", "x,"), Map.of()).findings())
                .noneMatch(finding -> finding.sentence().contains("repeat"));
    }

    @Test
    void fit_duplicates_areLeftOutWhenAsked() {
        FittedFeatures fitted = fit("a,b\n1,2\n3,4\n1,2\n5,\n5,\n", Map.of("cleaning.drop_duplicates", "true"));

        assertThat(fitted.keptRows()).containsExactly(0, 1, 3);
        assertThat(fitted.matrix().rows()).isEqualTo(3);
    }

    @Test
    void fit_rareLevels_shareABucket() {
        StringBuilder csv = new StringBuilder("n,level\n");
        for (int i = 0; i < 40; i++) {
            csv.append(i * 7 % 37).append(',').append(i < 30 ? "L" + i % 3 : "rare" + i % 5).append('\n');
        }
        FittedFeatures fitted = fit(csv.toString(), Map.of("features.max_levels", "3"));

        assertThat(fitted.matrix().names()).containsExactly("n", "level=L0", "level=L1", "level=L2", "level=(other)");
    }

    @Test
    void fit_unseenLevels_areSpokenOfOnlyWhereConfigured() {
        String csv = "n,size,paid\n1,high,yes\n2,low,no\n3,medium,yes\n4,low,no\n";
        List<FeatureStep> plain = fit(csv, Map.of()).pipeline().steps();
        FittedFeatures missing = fit(csv, Map.of("features.unseen", "missing"));
        FittedFeatures refused = fit(csv, Map.of("features.unseen", "refuse"));

        assertThat(plain).noneMatch(UnseenLevels.class::isInstance);
        assertThat(missing.pipeline().steps()).filteredOn(step -> !(step instanceof UnseenLevels)).isEqualTo(plain);
        assertThat(missing.pipeline().steps()).contains(
                new UnseenLevels("size", List.of("high", "low", "medium"), UnseenLevels.Kind.MISSING));
        assertThat(refused.pipeline().steps()).contains(
                new UnseenLevels("size", List.of("high", "low", "medium"), UnseenLevels.Kind.REFUSE),
                new UnseenLevels("paid", List.of("no", "yes"), UnseenLevels.Kind.REFUSE));
        assertThat(missing.findings()).extracting(Finding::sentence).contains(
                "size: low < medium < high as 0 to 2; a level that training did not see counts as missing");
        assertThat(refused.findings()).extracting(Finding::sentence).contains(
                "paid: no is 0, yes is 1; anything else is refused");
    }

    @Test
    void fit_ordinalLevels_keepTheirOrder() {
        FittedFeatures fitted = fit("n,size\n1,high\n2,low\n3,medium\n4,low\n", Map.of("features.scale", "none"));

        assertThat(fitted.matrix().column(1)).containsExactly(2, 0, 1, 0);
    }

    @Test
    void fit_dates_becomeDaysBeforeTheNewest() {
        FittedFeatures fitted = fit("n,since\n1,2024-01-01\n2,2024-01-31\n3,2024-01-11\n",
                Map.of("features.scale", "none"));

        assertThat(fitted.matrix().column(1)).containsExactly(30, 0, 20);
    }

    @Test
    void fit_yearsOfBirth_becomeTheAgeAtTheNewestDate() {
        FittedFeatures fitted = fit("Year_Birth,since\n1980,2024-01-01\n1950,2024-01-31\n2001,2023-01-11\n",
                Map.of("features.scale", "none"));

        assertThat(fitted.matrix().column(0)).containsExactly(44, 74, 23);
        assertThat(fitted.findings()).anyMatch(f -> f.sentence().contains("a year of birth: age in 2024"));
        assertThat(fit("Year_Birth,n\n1980,1\n1950,2\n", Map.of("features.scale", "none")).matrix().column(0))
                .as("no date to count from").containsExactly(1980, 1950);
    }

    @Test
    void fit_skew_isRepairedWhereItIsStrong() {
        StringBuilder csv = new StringBuilder("even,skewed\n");
        for (int i = 0; i < 200; i++) {
            csv.append(i / 2.0).append(',').append(Math.expm1(i / 20.0)).append('\n');
        }
        FittedFeatures fitted = fit(csv.toString(), Map.of("features.skew", "auto"));

        assertThat(fitted.pipeline().describe()).anyMatch(s -> s.equals("skewed: log1p")).noneMatch(
                s -> s.startsWith("even: log1p"));
        assertThat(fitted.matrix().column(1)[100]).isCloseTo(fitted.matrix().column(0)[100], within(1e-5f));
    }

    @Test
    void fit_components_replaceTheFeatures() {
        String csv = "a,b,c\n1,2,9\n2,4,1\n3,6,5\n4,8,2\n5,10.5,7\n";
        assertThat(fit(csv, Map.of("features.pca_components", "2")).matrix().names()).containsExactly("pc1", "pc2");
        // a and b are nearly one direction: two components hold more than 99 %
        assertThat(fit(csv, Map.of("features.pca_variance", "0.99")).matrix().columns()).isEqualTo(2);
    }

    @Test
    void fit_withoutFeatures_isRefusedWithTheReasons() {
        assertThatThrownBy(() -> fit("id,name\n1,x\n2,x\n3,x\n", Map.of())).isInstanceOfSatisfying(DataException.class,
                e -> {
                    assertThat(e.reason()).isEqualTo(Reason.NO_FEATURES);
                    assertThat(e).hasMessageContaining("id (an identifier")
                            .hasMessageContaining("name (the same value");
                });
        assertThatThrownBy(() -> fit("a,b\n1,2\n", Map.of())).isInstanceOfSatisfying(DataException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.TOO_FEW_ROWS));
    }

    @Test
    void fit_twice_givesTheSamePipeline() {
        assertThat(fit(SHOP, Map.of()).pipeline().toJson()).isEqualTo(fit(SHOP, Map.of()).pipeline().toJson());
    }

    private static FittedFeatures fit(String csv, Map<String, String> settings) {
        ReadResult read = Reading.text(csv, settings);
        return FeatureFitter.fit(read.table(), read.schema(), PipelineConfig.defaults().with(settings));
    }

    @Test
    void unscaledColumnThatOutweighsAllOthers_isTold() {
        StringBuilder csv = new StringBuilder("area,ratio,share\n");
        Random random = new Random(4);
        for (int i = 0; i < 50; i++) {
            csv.append(20_000 + random.nextInt(30_000)).append(',').append(random.nextDouble()).append(',')
                    .append(random.nextDouble()).append('\n');
        }
        ReadResult data = Reading.text(csv.toString());
        assertThat(
                FeatureFitter
                        .fit(data.table(), data.schema(),
                                ConfigReader.read(List.of(ConfigSource.set(Map.of("features.scale", "none")))))
                        .findings())
                .extracting(Finding::sentence).anyMatch(text -> text.startsWith("area: holds 100 % of the variance"));
        assertThat(FeatureFitter.fit(data.table(), data.schema(), PipelineConfig.defaults()).findings())
                .extracting(Finding::sentence).noneMatch(text -> text.contains("of the variance of all"));
    }
}
