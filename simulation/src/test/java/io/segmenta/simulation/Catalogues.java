package io.segmenta.simulation;

import io.segmenta.platform.catalogue.Catalogue;
import io.segmenta.platform.catalogue.InMemoryCatalogue;

/** The catalogue of one world: as each invocation reaches it, and as it is. */
interface Catalogues {
    /** For one invocation, whose every request passes the seam. */
    Catalogue of(Seam seam);

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
            public Catalogue behind() {
                return behind;
            }
        };
    }
}
