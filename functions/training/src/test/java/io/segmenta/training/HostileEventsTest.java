package io.segmenta.training;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import io.segmenta.platform.events.HostileEvents;
import io.segmenta.platform.events.Notice;
import org.junit.jupiter.api.Test;

class HostileEventsTest {
    @Test
    void events() throws Exception {
        HostileEvents.run("events of S3", "training", 3_000,
                HostileEvents.reader(S3Event.class, event -> Notice.of(event).forEach(Notice::isCreation)));
    }
}
