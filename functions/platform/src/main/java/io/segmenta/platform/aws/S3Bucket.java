package io.segmenta.platform.aws;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests that S3 answers about the objects of one bucket. Every answer is given back as it is, of whatever status.
 * An object is written by one request, so it has at most 5 GB.
 */
public final class S3Bucket {

    // Keys are asked for percent-encoded, so that nothing in them is escaped and no parser has to be loaded.
    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final Pattern NEXT = Pattern.compile("<NextContinuationToken>([^<]+)</NextContinuationToken>");
    private static final Pattern CODE = Pattern.compile("<Code>([^<]+)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]+)</Message>");

    private final SignedHttp http;
    private final String address;

    /** @param silence how long to wait for an answer, and for each further part of it */
    public S3Bucket(Aws aws, String bucket, Duration silence) {
        this.http = new SignedHttp(aws, "s3", silence);
        this.address = aws.addresses().bucket(bucket);
    }

    /** What is known of an object. */
    public HttpReply head(String key, Optional<String> version) throws IOException {
        return http.send("HEAD", object(key, version), Map.of(), HttpBody.NONE);
    }

    /** A small object. */
    public HttpReply get(String key, Map<String, String> headers) throws IOException {
        return http.send("GET", object(key, Optional.empty()), headers, HttpBody.NONE);
    }

    /** An object of any size. */
    public HttpDownload open(String key, Optional<String> version, Map<String, String> headers) throws IOException {
        return http.open(object(key, version), headers);
    }

    /** Writes an object. */
    public HttpReply put(String key, Map<String, String> headers, HttpBody body) throws IOException {
        return http.send("PUT", object(key, Optional.empty()), headers, body);
    }

    /** Deletes an object. */
    public HttpReply delete(String key) throws IOException {
        return http.send("DELETE", object(key, Optional.empty()), Map.of(), HttpBody.NONE);
    }

    /**
     * Returns all keys with the prefix, in S3's order.
     *
     * @throws AwsException when S3 refuses
     */
    public List<String> list(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        String first = address + "/?encoding-type=url&list-type=2&prefix=" + SigV4.encode(prefix, false);
        Optional<String> page = Optional.of(first);
        while (page.isPresent()) {
            HttpReply reply = http.send("GET", URI.create(page.get()), Map.of(), HttpBody.NONE);
            if (reply.status() != 200) {
                throw refusal("listing " + prefix, reply);
            }
            String listing = reply.text();
            Matcher key = KEY.matcher(listing);
            while (key.find()) {
                keys.add(URLDecoder.decode(key.group(1), StandardCharsets.UTF_8));
            }
            page = found(NEXT, listing).map(next -> first + "&continuation-token=" + SigV4.encode(next, false));
        }
        return List.copyOf(keys);
    }

    /** What a status that was not hoped for says. */
    public static AwsException refusal(String deed, HttpReply reply) {
        return new AwsException("S3", deed, reply.status(), found(CODE, reply.text()).orElse(""),
                found(MESSAGE, reply.text()).orElse(""));
    }

    private URI object(String key, Optional<String> version) {
        return URI.create(address + '/' + SigV4.encode(key, true)
                + version.map(id -> "?versionId=" + SigV4.encode(id, false)).orElse(""));
    }

    private static Optional<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
