package io.segmenta.platform.aws;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4, in the Authorization header or in the query, for one service of one region. S3 differs from the other
 * services: its path is encoded once instead of twice, and the hash of the body is a header of its own.
 *
 * <p>Thread safe. Reference: "Create a signed AWS API request" in the IAM User Guide; checked against the vectors that
 * AWS publishes.
 */
public final class SigV4 {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int DAY_LENGTH = "yyyyMMdd".length();
    private static final String UNRESERVED = "-._~";

    private final String region;
    private final String service;
    /** The same for every request of a day, as long as the credentials are. */
    private volatile DayKey lastKey;

    /** Not a record, whose text would tell the secret. */
    private static final class DayKey {
        private final String secret;
        private final String day;
        private final byte[] key;

        DayKey(String secret, String day, byte[] key) {
            this.secret = secret;
            this.day = day;
            this.key = key;
        }
    }

    public SigV4(String region, String service) {
        this.region = region;
        this.service = service;
    }

    /**
     * Returns the headers to send: the given ones and those of the signature.
     *
     * @param uri     with path and query already percent-encoded
     * @param headers names in lower case; every one is signed
     * @param bodySha256 in lower-case hexadecimal digits
     */
    public SortedMap<String, String> sign(String method, URI uri, Map<String, String> headers, String bodySha256,
            Credentials credentials, Instant at) {
        String stamp = STAMP.format(at);
        SortedMap<String, String> sent = new TreeMap<>(headers);
        sent.put("x-amz-date", stamp);
        credentials.sessionToken().ifPresent(token -> sent.put("x-amz-security-token", token));
        if (isS3()) {
            sent.put("x-amz-content-sha256", bodySha256);
        }
        SortedMap<String, String> signed = new TreeMap<>(sent);
        signed.put("host", host(uri));

        String names = String.join(";", signed.keySet());
        String scope = scope(stamp);
        String signature = signature(method + '\n' + path(uri) + '\n' + query(uri) + '\n' + signed.entrySet().stream()
                .map(header -> header.getKey() + ':' + trimmed(header.getValue()) + '\n')
                .collect(Collectors.joining()) + '\n' + names + '\n' + bodySha256, stamp, scope, credentials);
        sent.put("authorization", ALGORITHM + " Credential=" + credentials.accessKeyId() + '/' + scope
                + ", SignedHeaders=" + names + ", Signature=" + signature);
        return sent;
    }

    /**
     * Returns the address with the signature in its query, for somebody else to use without a body and without further
     * headers.
     *
     * @param uri   with path and query already percent-encoded
     * @param valid how long it can be used, in whole seconds
     */
    public URI presign(String method, URI uri, Duration valid, Credentials credentials, Instant at) {
        String stamp = STAMP.format(at);
        String scope = scope(stamp);
        String query = (uri.getRawQuery() == null ? "" : uri.getRawQuery() + '&')
                + "X-Amz-Algorithm=" + ALGORITHM
                + "&X-Amz-Credential=" + encode(credentials.accessKeyId() + '/' + scope, false)
                + "&X-Amz-Date=" + stamp + "&X-Amz-Expires=" + valid.toSeconds()
                + credentials.sessionToken().map(token -> "&X-Amz-Security-Token=" + encode(token, false)).orElse("")
                + "&X-Amz-SignedHeaders=host";
        String address = uri.getScheme() + "://" + host(uri) + uri.getRawPath() + '?' + query;
        String signature = signature(
                method + '\n' + path(uri) + '\n' + query(URI.create(address)) + "\nhost:" + host(uri)
                        + "\n\nhost\n" + (isS3() ? "UNSIGNED-PAYLOAD" : HttpBody.NONE.sha256()),
                stamp, scope, credentials);
        return URI.create(address + "&X-Amz-Signature=" + signature);
    }

    private String scope(String stamp) {
        return stamp.substring(0, DAY_LENGTH) + '/' + region + '/' + service + "/aws4_request";
    }

    private String signature(String canonicalRequest, String stamp, String scope, Credentials credentials) {
        String toSign = ALGORITHM + '\n' + stamp + '\n' + scope + '\n' + sha256(utf8(canonicalRequest));
        return HexFormat.of()
                .formatHex(hmac(key(credentials.secretAccessKey(), stamp.substring(0, DAY_LENGTH)), toSign));
    }

    /** Percent-encodes as the signature demands: everything but letters, digits and {@code -._~}. */
    public static String encode(String text, boolean keepSlashes) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : utf8(text)) {
            char c = (char) (octet & 0xff);
            boolean letterOrDigit = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (letterOrDigit || UNRESERVED.indexOf(c) >= 0 || keepSlashes && c == '/') {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private boolean isS3() {
        return service.equals("s3");
    }

    private static String host(URI uri) {
        boolean standard = uri.getPort() < 0 || uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        return standard ? uri.getHost() : uri.getHost() + ':' + uri.getPort();
    }

    private String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return isS3() ? path : encode(path, true);
    }

    private static String query(URI uri) {
        if (uri.getRawQuery() == null) {
            return "";
        }
        return Arrays.stream(uri.getRawQuery().split("&")).filter(pair -> !pair.isEmpty())
                .map(pair -> pair.indexOf('=') < 0 ? pair + '=' : pair).sorted().collect(Collectors.joining("&"));
    }

    private static String trimmed(String value) {
        String stripped = value.strip();
        return stripped.contains("  ") ? stripped.replaceAll(" +", " ") : stripped;
    }

    private byte[] key(String secret, String day) {
        DayKey known = lastKey;
        if (known == null || !known.day.equals(day) || !known.secret.equals(secret)) {
            byte[] ofDay = hmac(utf8("AWS4" + secret), day);
            known = new DayKey(secret, day, hmac(hmac(hmac(ofDay, region), service), "aws4_request"));
            lastKey = known;
        }
        return known.key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** In lower-case hexadecimal digits. */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
