package io.segmenta.pipeline.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who was not asked has given no answer, least of all the most frequent one. */
class SkippedQuestionsTest {
    private static final List<String> BRANDS = List.of("Alpha", "Beta", "Gamma");
    private static final List<String> SCALE = List.of("Strongly disagree", "Disagree", "Neutral", "Agree",
            "Strongly agree");

    /** Whether a person has a car; those with one were asked for its brand and how content they are. */
    private static String cars(boolean accidental) {
        Random random = new Random(11);
        StringBuilder csv = new StringBuilder("car,brand,content,age\n");
        for (int i = 0; i < 200; i++) {
            boolean car = i % 3 != 0;
            boolean answers = accidental ? random.nextInt(3) != 0 : car;
            boolean tells = accidental ? random.nextInt(3) != 0 : car;
            csv.append(car ? "Yes" : "No").append(',').append(answers ? BRANDS.get(random.nextInt(3)) : "")
                    .append(',').append(tells ? SCALE.get(random.nextInt(5)) : "").append(',')
                    .append(20 + random.nextInt(50)).append('\n');
        }
        return csv.toString();
    }

    private static FittedFeatures fit(ReadResult data, String yaml) {
        return FeatureFitter.fit(data.table(), data.schema(),
                ConfigReader.read(List.of(ConfigSource.yaml("test.yaml", yaml))));
    }

    @Test
    void questionForSomeOnly_hasALevelForTheOthers() {
        ReadResult data = Reading.text(cars(false));
        FittedFeatures features = fit(data, "{}");

        assertThat(features.pipeline().featureNames()).contains("brand=(not asked)", "content=(not asked)", "content");
        assertThat(features.findings()).extracting(Finding::sentence).contains("brand: 67 gaps are questions not asked "
                + "(the gaps are those who answered \"No\" to \"car\"), a level of their own");
        int asked = features.pipeline().featureNames().indexOf("brand=(not asked)");
        int content = features.pipeline().featureNames().indexOf("content");
        FeatureRow row = features.pipeline().encoder(data.schema()).newRow();
        features.pipeline().encoder(data.schema())
                .encode(InputRecord.of(data.schema(), Map.of("car", "No", "age", 30)), row);
        assertThat(row.values()[asked]).isEqualTo(1);
        features.pipeline().encoder(data.schema()).encode(
                InputRecord.of(data.schema(), Map.of("car", "Yes", "brand", "Beta", "content", "Agree", "age", 30)),
                row);
        assertThat(row.values()[asked]).isZero();
        float agree = row.values()[content];
        features.pipeline().encoder(data.schema()).encode(InputRecord.of(data.schema(),
                Map.of("car", "Yes", "brand", "Beta", "content", "Strongly agree", "age", 30)), row);
        assertThat(row.values()[content]).isGreaterThan(agree);
    }

    /** A questionnaire in another language, whose gate is coded as numbers. */
    @Test
    void questionBehindANumberedAnswer_hasALevelForTheOthers() {
        Random random = new Random(12);
        StringBuilder csv = new StringBuilder("f1,welche Marke,Alter\n");
        for (int i = 0; i < 150; i++) {
            int answer = 1 + i % 3;
            csv.append(answer).append(',').append(answer == 2 ? "" : BRANDS.get(random.nextInt(3))).append(',')
                    .append(20 + random.nextInt(50)).append('\n');
        }
        ReadResult data = Reading.text(csv.toString(), Map.of("columns.roles.f1", "categorical"));

        assertThat(fit(data, "{}").findings()).extracting(Finding::sentence).contains("welche Marke: 50 gaps are "
                + "questions not asked (the gaps are those who answered \"2\" to \"f1\"), a level of their own");
    }

    @Test
    void gapsOfSeveralColumnsInTheSameRows_areOneBlockThatWasSkipped() {
        StringBuilder csv = new StringBuilder("a,b,c,age,visits\n");
        Random random = new Random(2);
        for (int i = 0; i < 100; i++) {
            csv.append(i % 4 == 0 ? ",,,"
                    : BRANDS.get(random.nextInt(3)) + "," + BRANDS.get(random.nextInt(3)) + ","
                            + BRANDS.get(random.nextInt(3)) + ",")
                    .append(i % 37 + "," + random.nextInt(9)).append('\n');
        }
        assertThat(fit(Reading.text(csv.toString()), "{}").pipeline().featureNames())
                .contains("a=(not asked)", "b=(not asked)", "c=(not asked)");
    }

    @Test
    void accidentalGaps_areFilledAsBefore() {
        assertThat(fit(Reading.text(cars(true)), "{}").pipeline().featureNames())
                .noneMatch(name -> name.contains("not asked"));
    }

    @Test
    void fillText_isTheUsersOwnWord() {
        assertThat(fit(Reading.text(cars(false)), "features: {impute_categorical: fill, fill_text: none}").pipeline()
                .featureNames()).contains("brand=none").noneMatch(name -> name.contains("not asked"));
    }
}
