package io.segmenta.pipeline;

import static io.segmenta.pipeline.PipelineTest.artifact;
import static io.segmenta.pipeline.PipelineTest.text;
import static io.segmenta.pipeline.PipelineTest.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A survey whose questions are scored by group: 100 who like music, 60 who like sport, one group on two scales. */
class GroupedSurveyTest {
    private static final Map<String, String> SETTINGS = Map.of("clustering.k", "2", "survey.groups",
            "{Music taste: [rock, pop, jazz], Sport: [football, hours of sport]}");

    private static String survey(boolean gaps) {
        Random random = new Random(11);
        StringBuilder text = new StringBuilder("rock,pop,jazz,football,hours of sport,height\n");
        for (int i = 0; i < 160; i++) {
            boolean music = i % 8 < 5;
            for (int j = 0; j < 3; j++) {
                text.append(gaps && i == 0 ? "" : (music ? 4 : 1) + random.nextInt(2)).append(',');
            }
            text.append((music ? 1 : 4) + random.nextInt(2)).append(',').append((music ? 0 : 9) + random.nextInt(2))
                    .append(',').append(150 + random.nextInt(40)).append('\n');
        }
        return text.toString();
    }

    private static JsonObject profile(TrainingResult result) {
        return Json.parse(artifact(result, "profile.json").bytes(), "profile.json");
    }

    private static JsonObject column(JsonObject segment, String name) {
        return segment.objects("columns").stream().filter(column -> column.string("name").equals(name)).findFirst()
                .orElseThrow();
    }

    @Test
    void score_isProfiledInTheUnitOfTheAnswers() {
        List<JsonObject> segments = profile(train(survey(false), SETTINGS)).objects("segments");
        JsonObject music = segments.getFirst();
        double mean = List.of("rock", "pop", "jazz").stream().mapToDouble(name -> column(music, name).number("mean"))
                .average().orElseThrow();
        assertThat(column(music, "Music taste").number("mean")).isCloseTo(mean, within(1e-6)).isBetween(4.0, 5.0);
        assertThat(column(music, "Music taste").bool("used")).isTrue();
        assertThat(column(segments.get(1), "Music taste").number("mean")).isBetween(1.0, 2.0);
        assertThat(column(music, "Sport").number("mean")).isBetween(0.0, 0.3);
        assertThat(column(segments.get(1), "Sport").number("mean")).isBetween(0.7, 1.0);
    }

    @Test
    void score_ofTooFewAnswers_isUnknown() {
        JsonObject whole = profile(train(survey(false), SETTINGS)).objects("segments").getFirst();
        JsonObject gapped = profile(train(survey(true), SETTINGS)).objects("segments").getFirst();
        assertThat(column(whole, "Music taste").integer("known")).isEqualTo(100);
        assertThat(column(gapped, "Music taste").integer("known")).isEqualTo(99);
    }

    @Test
    void names_speakOfTheScores_andNotOfTheirQuestions() {
        TrainingResult result = train(survey(false), SETTINGS);
        assertThat(result.model().segments()).allSatisfy(segment -> {
            assertThat(segment.name()).containsIgnoringCase("music taste");
            assertThat(segment.traits()).noneMatch(trait -> trait.matches("(?i).*(rock|pop|jazz|football|hours).*"));
        });
    }

    @Test
    void heatMap_hasALineForEachScore() {
        assertThat(text(train(survey(false), SETTINGS), "plots/profile.svg")).contains("Music taste", "Sport");
    }

    @Test
    void planesOfAMap_areInTheUnitOfTheAnswers() {
        TrainingResult result = train(survey(false), Map.of("clustering.algorithm", "som_kmeans", "clustering.k", "2",
                "survey.groups", SETTINGS.get("survey.groups")));
        assertThat(text(result, "plots/som_planes.svg")).contains("Music taste").doesNotContain("scaled");
    }

    @Test
    void noGroups_changeNothing() {
        assertThat(profile(train(survey(false), Map.of("clustering.k", "2"))).objects("segments").getFirst()
                .objects("columns")).extracting(column -> column.string("name"))
                .containsExactly("rock", "pop", "jazz", "football", "hours of sport", "height");
    }
}
