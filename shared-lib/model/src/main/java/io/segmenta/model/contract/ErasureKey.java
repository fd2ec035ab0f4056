package io.segmenta.model.contract;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the erasure of a customer lies: {@code privacy/erasures/<erasure>}, with an ending for what was asked and for
 * the receipt.
 *
 * @param erasure its id
 */
public record ErasureKey(UUID erasure) {
    /** What every key of an erasure begins with. */
    public static final String PREFIX = "privacy/erasures/";

    /** The metadata of an upload that was written anew, whose value is the erasure: its run is that of the original. */
    public static final String MARK = "erasure-receipt";

    /** The metadata of such an upload, whose value is the version that was put, or its entity tag. */
    public static final String ORIGINAL = "erasure-original";

    private static final String REQUEST = ".request.json";
    private static final Pattern KEY = Pattern.compile(
            PREFIX + "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.request\\.json");

    /** What was asked for, with the identifier in clear; gone once the receipt is whole. */
    public String request() {
        return PREFIX + erasure + REQUEST;
    }

    /** The receipt, which holds no identifier. */
    public String receipt() {
        return PREFIX + erasure + ".json";
    }

    /** Where a data set's erasures are noted, one a line. */
    public static String log(String dataset) {
        return RunFolder.PEOPLE + dataset + "/erasures.jsonl";
    }

    /** What a key of a request holds; empty when it is of none. */
    public static Optional<ErasureKey> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches() ? Optional.of(new ErasureKey(UUID.fromString(matcher.group(1)))) : Optional.empty();
    }
}
