package io.segmenta.platform.catalogue;

/** The real PostgreSQL of the catalogue's own tests. */
public final class SimulatedDatabase {
    private SimulatedDatabase() {}

    /** A database of that name, which there must not be yet. */
    public static ConnectionSource create(String name) {
        return TestDatabase.create(name);
    }
}
