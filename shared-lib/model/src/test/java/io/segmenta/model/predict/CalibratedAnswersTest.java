package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.SampleModels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Answers of a model that knows how sure it is. */
class CalibratedAnswersTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final Invocations SURE = new Invocations(new Predictor(SampleModels.calibratedMall(), "v3"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Income 100 and score 75 are (2, 1): 1 from (2, 2), 2.236 from (0, 0); of 20 scores 11 are at least 1. */
    @Test
    void answer_calibratedModel_tellsHowSureItIs() {
        String record = "{\"Annual Income (k$)\":100,\"Spending Score (1-100)\":75}";
        assertThat(SURE.answer(AnswerShape.PREDICT, "application/json", bytes(record), AT).text())
                .contains("\"confidence\":0.747214,\"distance\":1.0,\"fit\":0.571429,\"between\":null,"
                        + "\"posterior\":0.964663,\"outside\":false,");
        assertThat(SURE.answer(AnswerShape.CSV, "application/json", bytes(record), AT).text())
                .contains("confidence,distance,outside,fit,between,posterior,flags,model_version,error")
                .contains(",0.747214,1.0,false,0.571429,,0.964663,,v3,");
        assertThat(SURE.answer(AnswerShape.API, "application/json", bytes(record), AT).text())
                .contains("\"fit\":[0.571429],\"outside\":[false],\"between\":[null],\"posterior\":[0.964663]");
    }

    /** (1, 0.9) is 1.345 from (0, 0) and 1.487 from (2, 2). */
    @Test
    void answer_recordOnTheBorder_namesTheOtherSegment() {
        assertThat(SURE.answer(AnswerShape.PREDICT, "application/json",
                bytes("{\"Annual Income (k$)\":80,\"Spending Score (1-100)\":72.5}"), AT).text())
                .contains("\"between\":\"s1\",\"posterior\":");
        assertThat(SURE.answer(AnswerShape.PREDICT, "application/json",
                bytes("{\"Annual Income (k$)\":160,\"Spending Score (1-100)\":100}"), AT).text())
                .contains("\"fit\":0.047619,\"between\":null", "\"outside\":true");
    }

    @Test
    void answer_fieldsMissing_isTheMeanOverWhatTheyMayBe() {
        String text = SURE.answer(AnswerShape.PREDICT, "application/json", bytes("{\"Annual Income (k$)\":60}"), AT)
                .text();
        // Completed by the four examples: (0, 0) twice, which stays in 0.9, (0, 2) and (0, -2), on borders, in 0.5.
        assertThat(text).contains("\"cluster\":0,", "\"confidence\":0.7,", "\"fit\":0.547619,");
    }
}
