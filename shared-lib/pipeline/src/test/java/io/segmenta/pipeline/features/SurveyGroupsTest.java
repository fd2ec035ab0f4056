package io.segmenta.pipeline.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.RealData;
import io.segmenta.config.ConfigReader;
import io.segmenta.config.ConfigSource;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.base.DataException;
import io.segmenta.model.data.InputRecord;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Table;
import io.segmenta.model.steps.FeatureRow;
import io.segmenta.model.steps.GroupScore;
import io.segmenta.pipeline.read.ReadResult;
import io.segmenta.pipeline.read.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurveyGroupsTest {

    private static PipelineConfig yaml(String text) {
        return ConfigReader.read(List.of(ConfigSource.yaml("test.yaml", text)));
    }

    private static FittedFeatures fit(ReadResult data, PipelineConfig config) {
        return FeatureFitter.fit(data.table(), data.schema(), config);
    }

    @Test
    void declaredGroup_isTheMeanOfItsAnswers() {
        ReadResult data = Reading.text("rock,pop,visits\n1,3,10.5\n5,,11.5\n4,5,12.5\n2,1,19.5\n");
        FittedFeatures features = fit(data,
                yaml("{survey: {groups: {Music: [rock, pop]}}, features: {scale: none}}"));
        assertThat(features.pipeline().featureNames()).containsExactly("visits", "Music");
        assertThat(features.matrix().column(1)).containsExactly(2, 5, 4.5f, 1.5f);
    }

    @Test
    void answersOnDifferentScales_areBroughtToOneFirst() {
        ReadResult data = Reading.text("rock,hours,visits\n1,10,10.5\n5,20,11.5\n4,50,12.5\n3,40,19.5\n");
        FittedFeatures features = fit(data,
                yaml("{survey: {groups: {Music: [rock, hours]}}, features: {scale: none}}"));
        assertThat(features.matrix().column(1)).containsExactly(0, 0.625f, 0.875f, 0.625f);
    }

    @Test
    void tooFewAnswers_areFilledLikeAMissingNumber() {
        ReadResult data = Reading.text("a,b,c,visits\n1,3,5,10.5\n5,,,11.5\n4,5,3,12.5\n1,1,1,19.5\n");
        FittedFeatures features = fit(data,
                yaml("{survey: {groups: {All: [a, b, c]}, min_answered: 0.6}, features: {scale: none}}"));
        assertThat(features.matrix().column(1)).containsExactly(3, 3, 4, 1);
    }

    @Test
    void groupNamedLikeAColumn_takesAnotherName() {
        ReadResult data = Reading.text("Music,pop,visits\n1,3,10.5\n5,4,11.5\n4,5,12.5\n2,1,19.5\n");
        assertThat(fit(data, yaml("survey: {groups: {Music: [Music, pop]}}")).pipeline().featureNames())
                .containsExactly("visits", "Music score");
    }

    @Test
    void questionThatIsNoColumn_isRefused() {
        ReadResult data = Reading.text("rock,pop\n1,3\n5,4\n4,5\n");
        assertThatThrownBy(() -> fit(data, yaml("survey: {groups: {Music: [rock, jazz]}}")))
                .isInstanceOf(DataException.class).hasMessageContaining("jazz");
    }

    @Test
    void groups_areFoundFromNamesAndFromCorrelation() {
        FittedFeatures features = fit(Reading.text(survey()), yaml("survey: {find: true}"));
        assertThat(features.pipeline().featureNames()).containsExactly("q1", "tea to milk");
        assertThat(features.pipeline().steps()).filteredOn(GroupScore.class::isInstance)
                .extracting(s -> s.inputs().size()).containsExactly(3, 3);
    }

    /** Three unrelated questions of one name, then three that follow one taste. */
    private static String survey() {
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("q1_speed,q1_price,q1_taste,tea,coffee,milk\n");
        for (int i = 0; i < 300; i++) {
            int taste = 1 + random.nextInt(5);
            for (int j = 0; j < 3; j++) {
                text.append(1 + random.nextInt(5)).append(',');
            }
            for (int j = 0; j < 3; j++) {
                int answer = Math.max(1, Math.min(5, taste + random.nextInt(3) - 1));
                text.append(answer).append(j < 2 ? "," : "\n");
            }
        }
        return text.toString();
    }

    @Test
    void tickBoxes_areTruths_andReplayOnARecord() {
        ReadResult data = Reading
                .text("likes,score,Seen: War,Seen: Up,flag\nx,10.5,War,,1\n,11.5,War,Up,\nx,1.5,,,1\n,3.5,,Up,\n");
        FittedFeatures features = fit(data, yaml("features: {scale: none}"));
        assertThat(features.pipeline().featureNames()).containsExactly("likes", "score", "Seen: War", "Seen: Up",
                "flag");
        assertThat(features.matrix().column(0)).containsExactly(1, 0, 1, 0);
        assertThat(features.matrix().column(2)).containsExactly(1, 1, 0, 0);
        assertThat(features.matrix().column(4)).containsExactly(1, 0, 1, 0);
        for (int i = 0; i < 4; i++) {
            FeatureRow row = features.pipeline().transform(InputRecord.of(data.schema(), data.table(), i));
            for (int j = 0; j < 5; j++) {
                assertThat(row.values()[j]).isEqualTo(features.matrix().get(i, j));
            }
        }
    }

    @Test
    void aLoneValueThatIsNoMark_staysAConstant() {
        assertThat(Reading.text("land,a,b\nUSA,1,2\n,3,4\nUSA,5,9\n").schema().columns().get(0).role())
                .isEqualTo(Role.CONSTANT);
    }

    @Test
    @RealData
    void starWars_itsSixFilmsAreBoxes() {
        ReadResult data = Reading.real("survey/StarWars.csv");
        FittedFeatures features = fit(data, PipelineConfig.defaults());
        List<String> boxes = data.schema().columns().stream()
                .filter(c -> c.role() == Role.BOOLEAN && c.categories().size() == 1).map(c -> c.name()).toList();
        assertThat(boxes).hasSize(6);
        assertThat(features.pipeline().featureNames()).containsAll(boxes);
        // Fans: 673 saw Episode I, 571 II, 550 III, 607 IV, 758 V, 738 VI.
        assertThat(boxes.stream().map(b -> {
            float[] values = features.matrix().column(features.pipeline().featureNames().indexOf(b));
            int seen = 0;
            for (float value : values) {
                seen += (int) value;
            }
            return seen;
        })).containsExactly(673, 571, 550, 607, 758, 738);
    }

    @Test
    @RealData
    void youngPeople_answersThatGoTogether_areFoundWithoutBeingDeclared() {
        FittedFeatures features = fit(Reading.real("survey/young_people_responses.csv"), yaml("survey: {find: true}"));

        List<List<String>> found = features.pipeline().steps().stream().filter(GroupScore.class::isInstance)
                .map(step -> ((GroupScore) step).columns()).toList();
        assertThat(found).hasSize(7).contains(List.of("Rock", "Metal or Hardrock", "Punk"),
                List.of("Spiders", "Snakes", "Rats"), List.of("Flying", "Storm", "Darkness"),
                List.of("Entertainment spending", "Spending on looks", "Spending on gadgets"));
    }

    @Test
    @RealData
    void youngPeople_giveTheirEightGroups_fromCsvAndWorkbookAlike() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        Table declared = Reading.real("survey/young_people_groups.csv").table();
        for (int i = 0; i < declared.rows(); i++) {
            groups.computeIfAbsent(declared.require("group").text(i), g -> new ArrayList<>())
                    .add(declared.require("column").text(i));
        }
        StringBuilder text = new StringBuilder("survey:\n  groups:\n");
        groups.forEach((group, questions) -> {
            text.append("    \"").append(group).append("\":\n");
            questions.forEach(q -> text.append("      - \"").append(q).append("\"\n"));
        });
        PipelineConfig config = yaml(text.toString());
        ReadResult csv = Reading.real("survey/young_people_responses.csv");
        FittedFeatures features = fit(csv, config);
        assertThat(groups).hasSize(8);
        assertThat(features.pipeline().featureNames()).containsAll(groups.keySet());
        assertThat(features.matrix().rows()).isEqualTo(1010);
        FittedFeatures workbook = fit(Reading.real("survey/young_people_responses.xlsx"), config);
        assertThat(workbook.pipeline().featureNames()).isEqualTo(features.pipeline().featureNames());
        for (int j = 0; j < features.matrix().columns(); j++) {
            assertThat(workbook.matrix().column(j)).isEqualTo(features.matrix().column(j));
        }
        for (int i = 0; i < csv.table().rows(); i += 97) {
            FeatureRow row = features.pipeline().transform(InputRecord.of(csv.schema(), csv.table(), i));
            for (int j = 0; j < row.values().length; j++) {
                assertThat(row.values()[j]).isEqualTo(features.matrix().get(i, j));
            }
        }
    }
}
