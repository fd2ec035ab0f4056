package io.segmenta.platform.direct;

import io.segmenta.platform.direct.SignedRequests.Answer;
import io.segmenta.platform.aws.Aws;
import io.segmenta.platform.storage.ObjectPart;
import io.segmenta.platform.storage.ObjectParts;
import io.segmenta.platform.storage.ObjectReader;
import io.segmenta.platform.storage.ObjectWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** The objects of one bucket. */
public final class S3Objects implements ObjectReader, ObjectParts, ObjectWriter {
    private static final Duration SILENCE = Duration.ofSeconds(5);
    /** Shorter than to read, as somebody waits behind it who does not need it. */
    private static final Duration SILENCE_OF_WRITING = Duration.ofSeconds(2);
    private static final byte[] NO_BODY = {};
    // Keys are asked for percent-encoded, so that nothing in them is escaped and no parser has to be loaded.
    private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
    private static final Pattern NEXT = Pattern.compile("<NextContinuationToken>([^<]+)</NextContinuationToken>");

    private final SignedRequests s3;
    private final URI address;

    public S3Objects(Aws aws, String bucket) {
        this.s3 = new SignedRequests(aws, "s3");
        this.address = aws.endpoint("S3")
                .map(endpoint -> URI.create(SdkHttpUtils.appendUri(endpoint.toString(), bucket)))
                .orElseGet(() -> aws.publicAddress(bucket + ".s3"));
    }

    @Override
    public Found find(String key, Optional<String> knownEtag) throws IOException {
        SdkHttpRequest.Builder request = get('/' + SdkHttpUtils.urlEncodeIgnoreSlashes(key));
        knownEtag.ifPresent(etag -> request.putHeader("If-None-Match", '"' + etag + '"'));
        Answer answer = s3.send(request.build(), NO_BODY, () -> SILENCE);
        return switch (answer.status()) {
            case 200 -> new Found.Content(answer.body(), answer.header("ETag").orElse("").replace("\"", ""));
            case 304 -> new Found.Unchanged();
            case 404 -> new Found.Absent();
            default -> throw new IOException("S3 answered " + answer.status() + " when reading " + key);
        };
    }

    @Override
    public Optional<ObjectPart> part(String key, long from, int length) throws IOException {
        SdkHttpRequest.Builder request = get('/' + SdkHttpUtils.urlEncodeIgnoreSlashes(key)).putHeader("Range",
                "bytes=" + from + '-' + (from + length - 1));
        Answer answer = s3.send(request.build(), NO_BODY, () -> SILENCE);
        return switch (answer.status()) {
            case 200, 206 -> Optional.of(new ObjectPart(answer.body(),
                    answer.header("ETag").orElse("").replace("\"", ""), size(answer)));
            case 404 -> Optional.empty();
            case 416 -> Optional.of(new ObjectPart(NO_BODY, "", 0));
            default -> throw new IOException("S3 answered " + answer.status() + " when reading " + key);
        };
    }

    private static long size(Answer answer) {
        return answer.header("Content-Range").map(range -> Long.parseLong(range.substring(range.indexOf('/') + 1)))
                .orElse((long) answer.body().length);
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        Optional<String> page = Optional.of("");
        while (page.isPresent()) {
            String listing = listing(prefix, page.get());
            Matcher key = KEY.matcher(listing);
            while (key.find()) {
                keys.add(URLDecoder.decode(key.group(1), StandardCharsets.UTF_8));
            }
            Matcher next = NEXT.matcher(listing);
            page = next.find() ? Optional.of(next.group(1)) : Optional.empty();
        }
        return List.copyOf(keys);
    }

    @Override
    public void put(String key, String contentType, byte[] bytes) throws IOException {
        SdkHttpRequest request = get('/' + SdkHttpUtils.urlEncodeIgnoreSlashes(key)).method(SdkHttpMethod.PUT)
                .putHeader("Content-Type", contentType).putHeader("Content-Length", Integer.toString(bytes.length))
                .build();
        Answer answer = s3.send(request, bytes, () -> SILENCE_OF_WRITING);
        if (answer.status() != 200) {
            throw new IOException("S3 answered " + answer.status() + " when writing " + key);
        }
    }

    private String listing(String prefix, String page) throws IOException {
        SdkHttpRequest.Builder request = get("/").putRawQueryParameter("encoding-type", "url")
                .putRawQueryParameter("list-type", "2").putRawQueryParameter("prefix", prefix);
        if (!page.isEmpty()) {
            request.putRawQueryParameter("continuation-token", page);
        }
        Answer answer = s3.send(request.build(), NO_BODY, () -> SILENCE);
        if (answer.status() != 200) {
            throw new IOException("S3 answered " + answer.status() + " when listing " + prefix);
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private SdkHttpRequest.Builder get(String path) {
        return SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(address).encodedPath(address.getRawPath() + path);
    }
}
