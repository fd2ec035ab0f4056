package io.segmenta.scoring;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.segmenta.model.contract.ScoreKey;
import io.segmenta.platform.events.HostileEvents;
import io.segmenta.platform.events.Notice;
import org.junit.jupiter.api.Test;

class HostileEventsTest {
    @Test
    void events() throws Exception {
        HostileEvents.run("events of S3 for scoring", "scoring", 1_000,
                HostileEvents.reader(S3Event.class, event -> Notice.of(event).forEach(notice -> {
                    ScoreKey.parse(notice.key());
                    ScoreKey.misplaced(notice.key());
                })));
    }
}
