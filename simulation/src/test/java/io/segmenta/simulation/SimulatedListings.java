package io.segmenta.simulation;

import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.Dataset;
import io.segmenta.platform.catalogue.Listings;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the API asks of a catalogue in memory beside the catalogue itself: which data set it is, and who is named. */
final class SimulatedListings {
    private SimulatedListings() {}

    /** The listings of a catalogue, of which pages are not looked at. */
    static Listings of(Catalogue catalogue) {
        return (Listings) Proxy.newProxyInstance(Listings.class.getClassLoader(), new Class<?>[] {Listings.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "dataset" -> Optional.of((String) arguments[0]).filter(catalogue.datasets()::contains)
                            .map(name -> new Dataset(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                                    name, Instant.EPOCH));
                    case "mentions" -> List.of();
                    default -> throw new IllegalStateException("no " + method.getName() + " is played");
                });
    }
}
