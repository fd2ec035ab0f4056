package io.segmenta.inference.aws;

import io.segmenta.inference.ObjectStore;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of one bucket. */
public final class S3Objects implements ObjectStore {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    // Keys of ours have no character that XML escapes, so no parser needs to be loaded for this one element.
    private static final Pattern KEY = Pattern.compile("<Key>([^<&]+)</Key>");

    private final SignedHttp http;
    private final String address;

    public S3Objects(String bucket, ServiceAddresses addresses, CredentialSource credentials, InstantSource clock) {
        this.http = new SignedHttp(new SigV4(addresses.region(), "s3"), credentials, clock, TIMEOUT);
        this.address = addresses.bucket(bucket);
    }

    @Override
    public Found find(String key, String knownTag) throws IOException {
        Map<String, String> headers = knownTag == null ? Map.of() : Map.of("if-none-match", knownTag);
        HttpReply reply = http.send("GET", URI.create(address + '/' + SigV4.encode(key, true)), headers, null);
        return switch (reply.status()) {
            case 200 -> new Found.Content(reply.body(), reply.header("etag").orElse(""));
            case 304 -> new Found.Unchanged();
            case 404 -> new Found.Absent();
            default -> throw refused("reading " + key, reply);
        };
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        HttpReply reply = http.send("GET",
                URI.create(address + "/?list-type=2&prefix=" + SigV4.encode(prefix, false)), Map.of(), null);
        if (reply.status() != 200) {
            throw refused("listing " + prefix, reply);
        }
        List<String> keys = new ArrayList<>();
        Matcher matcher = KEY.matcher(new String(reply.body(), StandardCharsets.UTF_8));
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return List.copyOf(keys);
    }

    private static IOException refused(String deed, HttpReply reply) {
        return new IOException("S3 answered " + reply.status() + " when " + deed);
    }
}
