package io.segmenta.local.stack.storage;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which keys of objects S3 on one machine takes. AWS takes any of up to 1,024 bytes; here a key is a path below the
 * bucket's folder, so two kinds that AWS takes are refused: with a part {@code .} or {@code ..}, which would name
 * another object, and with a part longer than a file's name may be, less what is appended while it is written.
 */
public final class ObjectKeys {

    private static final int MOST_BYTES = 1024;
    private static final int MOST_PART_BYTES = 255 - "-00000000-0000-0000-0000-000000000000".length();

    private ObjectKeys() {}

    /**
     * A refusal as S3 words one.
     *
     * @param code of S3's error codes
     */
    public record Refusal(String code, String message) {}

    /**
     * Looks whether a path may name an object.
     *
     * @param path of a request, decoded: {@code /<bucket>/<key>}
     * @return empty when it may
     */
    public static Optional<Refusal> refusal(String path) {
        int slash = path.indexOf('/', 1);
        String bucket = slash < 0 ? path : path.substring(0, slash);
        if (isDots(bucket.replace("/", ""))) {
            return Optional.of(new Refusal("InvalidBucketName", "The specified bucket is not valid."));
        }
        String key = slash < 0 ? "" : path.substring(slash + 1);
        if (bytes(key) > MOST_BYTES) {
            return Optional.of(new Refusal("KeyTooLongError", "Your key is too long"));
        }
        for (String part : key.split("/", -1)) {
            if (isDots(part)) {
                return Optional.of(new Refusal("InvalidURI",
                        "On one machine a key must have no part \".\" or \"..\" between slashes; "
                                + "name the object itself"));
            } else if (bytes(part) > MOST_PART_BYTES) {
                return Optional.of(new Refusal("KeyTooLongError", "On one machine each part of a key between slashes "
                        + "has at most " + MOST_PART_BYTES + " bytes, got " + bytes(part)));
            } else if (part.indexOf('\0') >= 0) {
                return Optional.of(new Refusal("InvalidURI", "On one machine a key must have no NUL character"));
            }
        }
        return Optional.empty();
    }

    private static boolean isDots(String part) {
        return part.equals(".") || part.equals("..");
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
