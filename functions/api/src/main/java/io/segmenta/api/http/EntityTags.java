package io.segmenta.api.http;

/** The lists of entity tags that {@code If-Match} and {@code If-None-Match} hold. */
final class EntityTags {
    private static final String WEAK = "W/";

    private EntityTags() {}

    /**
     * Whether a list holds the tag, or anything at all will do. Weak tags, which gateways make of strong ones, count.
     */
    static boolean match(String list, String tag) {
        for (String given : list.split(",", 0)) {
            String own = given.strip();
            if (own.equals("*") || own.equals(tag) || (own.startsWith(WEAK) && own.substring(2).equals(tag))) {
                return true;
            }
        }
        return false;
    }
}
