package io.segmenta.local.journey;

import io.segmenta.local.sample.SupermarketSample;

/** What the journeys upload and ask. */
final class Samples {
    /** A customer of the supermarket. */
    static final String CUSTOMER = """
            {"customer_id":"C20001","age":23,"gender":"Female","region":"East","total_spend":1830.5,\
            "visit_frequency":17,"avg_basket_size":6.5,"preferred_category":"Ready meals"}""";

    private Samples() {}

    /** A small file of customers; another seed, other customers. */
    static byte[] customers(long seed) {
        return SupermarketSample.draw(300, seed).csv();
    }
}
