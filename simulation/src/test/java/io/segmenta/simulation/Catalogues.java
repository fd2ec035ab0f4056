package io.segmenta.simulation;

import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.InMemoryCatalogue;
import io.segmenta.platform.catalogue.Listings;

/** The catalogue of one world: as each invocation reaches it, and as it is. */
interface Catalogues {
    /** For one invocation, whose every request passes the seam. */
    Catalogue of(Seam seam);

    /** What an invocation's catalogue lists. */
    Listings listings(Catalogue of);

    /** For whoever looks at it from outside. */
    Catalogue behind();

    /** One in memory, whose every call is one request. */
    static Catalogues inMemory() {
        Catalogue behind = new InMemoryCatalogue();
        return new Catalogues() {
            @Override
            public Catalogue of(Seam seam) {
                return SimulatedCatalogue.of(seam, behind);
            }

            @Override
            public Listings listings(Catalogue of) {
                return SimulatedListings.of(of);
            }

            @Override
            public Catalogue behind() {
                return behind;
            }
        };
    }
}
