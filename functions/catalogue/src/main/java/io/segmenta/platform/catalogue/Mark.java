package io.segmenta.platform.catalogue;

import java.util.UUID;

/**
 * The last item of a page, after which the next page begins.
 *
 * @param key what the items are sorted by, as {@link Listings} writes it
 * @param id parts items with the same key
 */
public record Mark(String key, UUID id) {}
