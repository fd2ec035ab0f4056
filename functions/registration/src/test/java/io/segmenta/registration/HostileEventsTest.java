package io.segmenta.registration;

import com.amazonaws.services.lambda.runtime.events.LambdaDestinationEvent;
import io.segmenta.platform.events.HostileEvents;
import org.junit.jupiter.api.Test;

class HostileEventsTest {
    @Test
    void events() throws Exception {
        HostileEvents.run("events of destinations", "registration", 3_000,
                HostileEvents.reader(LambdaDestinationEvent.class, TrainedRun::of));
    }
}
