package io.segmenta.local.wire;

import java.util.ArrayList;
import java.util.List;

/** What is wrong in one exchange, each with its place. */
final class Findings {
    private final List<String> found = new ArrayList<>();
    private final String exchange;

    /** @param exchange named at the beginning of each */
    Findings(String exchange) {
        this.exchange = exchange;
    }

    void add(String place, String wrong) {
        found.add(exchange + ", " + place + ": " + wrong);
    }

    List<String> all() {
        return List.copyOf(found);
    }
}
