package io.segmenta.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.file.ModelFile;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import io.segmenta.model.predict.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The examples of the Javadoc: compiled, run and checked. */
class SnippetsTest {

    @Test
    void modelFile() throws IOException {
        SegmentationModel model = SampleModels.mall();
        // @start region="modelFile"
        byte[] file = ModelFile.write(model);
        SegmentationModel same = ModelFile.read(new ByteArrayInputStream(file));
        String identity = ModelFile.id(file); // equal for equal models
        // @end
        assertThat(ModelFile.id(ModelFile.write(same))).isEqualTo(identity);
    }

    @Test
    void invocations() {
        SegmentationModel model = SampleModels.mall();
        // @start region="invocations"
        Invocations invocations = new Invocations(new Predictor(model, "v3"));
        byte[] body = "{\"Annual Income (k$)\": 100, \"Spending Score (1-100)\": 100}".getBytes(StandardCharsets.UTF_8);
        Reply reply = invocations.answer(AnswerShape.PREDICT, "application/json", body,
                Instant.parse("2026-01-31T12:00:00Z"));
        String answer = reply.text(); // {"segment_id":"s1","cluster":1, ...
        // @end
        assertThat(reply.status()).isEqualTo(200);
        assertThat(answer).startsWith("{\"segment_id\":\"s1\",\"cluster\":1,");
    }
}
