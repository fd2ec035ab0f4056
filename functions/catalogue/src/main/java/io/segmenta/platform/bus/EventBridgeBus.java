package io.segmenta.platform.bus;

import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.catalogue.Announcement;
import java.time.Duration;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/** The account's default event bus, which rules of other systems listen to. Safe for use by several threads. */
public final class EventBridgeBus implements Bus {
    /** What every event of this product names as its source. */
    public static final String SOURCE = "segmenta";

    private static final Aws.Patience PATIENCE = new Aws.Patience(Duration.ofSeconds(10), Duration.ofSeconds(15));

    private final EventBridgeClient client;

    public EventBridgeBus(Aws aws) {
        this.client = aws.configure(EventBridgeClient.builder(), "EVENTBRIDGE", PATIENCE).build();
    }

    @Override
    public void send(Announcement announcement) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder().source(SOURCE).detailType(announcement.type())
                .detail(announcement.detail()).time(announcement.at()).build();
        PutEventsResponse answer = client.putEvents(request -> request.entries(entry));
        if (answer.failedEntryCount() > 0) {
            throw new BusException("EventBridge did not take an event of type \"" + announcement.type() + "\": "
                    + answer.entries().getFirst().errorCode() + ": " + answer.entries().getFirst().errorMessage());
        }
    }
}
