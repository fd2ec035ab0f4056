package io.segmenta.model.contract;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings of one upload alone, in the metadata of its object: {@code key=value&key=value}, keys and values
 * URL-encoded (application/x-www-form-urlencoded, in UTF-8).
 */
public final class UploadSettings {
    /** The name of the metadata, without S3's {@code x-amz-meta-}. */
    public static final String METADATA = "segmenta-set";

    /** How many characters an object can carry of them: S3 takes 2 KB of metadata, names included. */
    public static final int MAX_LENGTH = 2000;

    private UploadSettings() {}

    /** As they stand in the metadata, in the map's order; empty when there are none. */
    public static String encode(Map<String, String> settings) {
        return settings.entrySet().stream().map(entry -> encoded(entry.getKey()) + '=' + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /**
     * The settings in their order; the last of a key wins. Never refuses, for whoever reads settings names an unknown
     * one: a part without an equals sign is a key without a value, and one that is no encoding is taken as it stands.
     */
    public static Map<String, String> decode(String metadata) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String pair : metadata.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank()) {
                settings.put(decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return settings;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }
}
