package io.segmenta.deployment;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.segmenta.model.contract.SageMakerNames;
import io.segmenta.platform.events.HostileEvents;
import org.junit.jupiter.api.Test;

class HostileEventsTest {
    @Test
    void events() throws Exception {
        HostileEvents.run("events of EventBridge", "deployment", 3_000,
                HostileEvents.reader(ScheduledEvent.class, event -> StateChange.of(event,
                        SageMakerNames.STANDARD, SageMakerNames.STANDARD::dataset)));
    }
}
