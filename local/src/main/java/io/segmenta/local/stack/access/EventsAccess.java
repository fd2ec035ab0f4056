package io.segmenta.local.stack.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.local.stack.http.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a request to EventBridge asks for: an action on each event bus that its entries name. */
final class EventsAccess {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USUAL = "default";

    private final String buses;

    EventsAccess(String region, String account) {
        this.buses = "arn:aws:events:" + region + ":" + account + ":event-bus/";
    }

    /** The actions behind a call; an entry that names no bus means the account's own. */
    List<AccessRequest> call(Exchange exchange, byte[] body) {
        String operation = exchange.header("X-Amz-Target").orElse("").replaceFirst("^AWSEvents\\.", "");
        return names(body).stream()
                .map(name -> AccessRequest.of("events:" + operation, name.startsWith("arn:") ? name : buses + name))
                .toList();
    }

    private static Set<String> names(byte[] body) {
        Set<String> names = new TreeSet<>();
        try {
            for (JsonNode entry : JSON.readTree(body).path("Entries")) {
                names.add(entry.path("EventBusName").asText(USUAL));
            }
        } catch (IOException noJson) {
            names.clear();
        }
        return names.isEmpty() ? Set.of(USUAL) : names;
    }
}
