package io.segmenta.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.Identity.NameSource;
import io.segmenta.model.Segment;
import io.segmenta.model.SegmentEdit;
import io.segmenta.model.contract.SegmentNames;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Predictor;
import io.segmenta.platform.storage.ObjectReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people call segments, as the container answers it. */
class NamedModelTest {
    private static final Segment FIRST = CustomerModel.MODEL.segments().getFirst();

    private final Bucket bucket = new Bucket();
    private long now = 1;
    private final NamedModel model = new NamedModel(new Predictor(CustomerModel.MODEL, "v3"), bucket, "customers",
            () -> now);

    /** One object, whose tag is how often it has been written. */
    private static final class Bucket implements ObjectReader {
        private byte[] names = {};
        private int written;
        private int looks;
        private boolean broken;

        void put(byte[] document) {
            names = document;
            written++;
        }

        @Override
        public Found find(String key, Optional<String> knownEtag) throws IOException {
            looks++;
            if (broken) {
                throw new IOException("S3 answered 503");
            }
            assertThat(key).isEqualTo("live/customers/names.json");
            String etag = Integer.toString(written);
            return written == 0 ? new Found.Absent()
                    : knownEtag.equals(Optional.of(etag)) ? new Found.Unchanged() : new Found.Content(names, etag);
        }

        @Override
        public List<String> list(String prefix) {
            return List.of();
        }
    }

    private void edit(String name) {
        bucket.put(new SegmentNames("customers", 1,
                List.of(new SegmentEdit(FIRST.id(), name, NameSource.EDITED, "Write."))).write());
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private String answer() {
        return model.get().answer(AnswerShape.PREDICT, "application/json",
                "{\"age\":30,\"total_spend\":2000}".getBytes(StandardCharsets.UTF_8), Instant.EPOCH).text();
    }

    @Test
    void edit_isAnsweredAfterTheNextLook_withTheVersionThatServes() {
        assertThat(answer()).contains("\"cluster_name\":\"" + FIRST.name() + "\"", "\"v3\"");
        edit("Regulars");
        model.look();
        assertThat(answer()).contains("\"cluster_name\":\"Regulars\"", "\"recommendation\":\"Write.\"", "\"v3\"");
        edit("Friends");
        model.look();
        assertThat(answer()).contains("Friends");
    }

    @Test
    void requestAfterStandingStill_looksItself_andOthersDoNot() {
        edit("Regulars");
        pass(Duration.ofMillis(7_999));
        assertThat(answer()).contains(FIRST.name());
        assertThat(bucket.looks).isZero();
        pass(Duration.ofMillis(1));
        assertThat(answer()).contains("Regulars");
        assertThat(answer()).contains("Regulars");
        assertThat(bucket.looks).isEqualTo(1);
    }

    @Test
    void namesThatCannotBeHad_leaveThoseKnown_andAreLookedForAgain() {
        edit("Regulars");
        model.look();
        bucket.broken = true;
        edit("Friends");
        model.look();
        assertThat(answer()).contains("Regulars");
        bucket.broken = false;
        model.look();
        assertThat(answer()).contains("Friends");
        bucket.put("{}".getBytes(StandardCharsets.UTF_8));
        model.look();
        assertThat(answer()).contains("Friends");
    }
}
