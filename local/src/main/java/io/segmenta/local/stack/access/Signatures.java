package io.segmenta.local.stack.access;

import io.segmenta.local.stack.http.Exchange;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.signer.Aws4Signer;
import software.amazon.awssdk.auth.signer.params.Aws4SignerParams;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/**
 * Checks signatures of version 4 in the header {@code Authorization}: the AWS SDK's own signer signs the request again,
 * with what the caller says it signed, and both must agree.
 * <p>
 * The signer is the SDK's older one, for the newer adds a header of its own ({@code x-amz-content-sha256}) to what it
 * signs, which the AWS CLI and most other SDKs do not send. S3's signatures, which have more forms, are for S3Proxy to
 * check.
 */
public final class Signatures {

    private static final int FORBIDDEN = 403;
    /** How far the clock of a caller may be from this one, as at AWS. */
    static final Duration SKEW = Duration.ofMinutes(5);

    private static final Pattern AUTHORIZATION = Pattern.compile("AWS4-HMAC-SHA256 +"
            + "Credential=([^/, ]+)/([0-9]{8})/([^/, ]+)/([^/, ]+)/aws4_request *, *"
            + "SignedHeaders=([a-z0-9;_-]+) *, *Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT);

    private final String region;
    private final Function<String, Optional<AccessKey>> keys;
    private final Clock clock;

    /** @param keys from the name of a key to the key, or empty where there is none of that name */
    public Signatures(String region, Function<String, Optional<AccessKey>> keys, Clock clock) {
        this.region = region;
        this.keys = keys;
        this.clock = clock;
    }

    /** What a caller claims in the header. */
    private record Claim(String keyId, String date, String region, String service, List<String> signedHeaders,
            String signature) {}

    /**
     * Checks the signature over everything it covers, the body among it.
     *
     * @param service the service that the request is for, as signatures name it
     * @return why the request is refused, or empty when the signature is right
     */
    public Optional<Refusal> check(Exchange exchange, byte[] body, String service) {
        Optional<String> header = exchange.header("Authorization");
        if (header.isEmpty()) {
            return refused("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher parts = AUTHORIZATION.matcher(header.get());
        if (!parts.matches()) {
            return refused("IncompleteSignatureException",
                    "the header Authorization is not a signature of version 4 (AWS4-HMAC-SHA256)");
        }
        Claim claim = new Claim(parts.group(1), parts.group(2), parts.group(3), parts.group(4),
                List.of(parts.group(5).split(";")), parts.group(6));
        Optional<AccessKey> key = keys.apply(claim.keyId());
        if (key.isEmpty()) {
            return refused("UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        if (!claim.region().equals(region) || !claim.service().equals(service)) {
            return mismatch("Credential should be scoped to " + region + "/" + service + ".");
        }
        return checkHeaders(exchange, claim).or(() -> checkSignature(exchange, body, claim, key.get()));
    }

    /** The name of the key in the header {@code Authorization}, empty when there is none. */
    static String signer(Exchange exchange) {
        Matcher parts = AUTHORIZATION.matcher(exchange.header("Authorization").orElse(""));
        return parts.matches() ? parts.group(1) : "";
    }

    private static Optional<Refusal> checkHeaders(Exchange exchange, Claim claim) {
        for (HttpField field : exchange.headers()) {
            String name = field.getLowerCaseName();
            boolean mustBeSigned = name.equals("host") || name.startsWith("x-amz-");
            if (mustBeSigned && !claim.signedHeaders().contains(name)) {
                return mismatch("the header " + name + " must be signed");
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> checkSignature(Exchange exchange, byte[] body, Claim claim, AccessKey key) {
        Optional<Instant> signedAt = exchange.header("X-Amz-Date").flatMap(Signatures::time);
        if (signedAt.isEmpty()) {
            return refused("IncompleteSignatureException", "the header X-Amz-Date must be a time such as "
                    + "20260131T235959Z");
        }
        if (Duration.between(signedAt.get(), clock.instant()).abs().compareTo(SKEW) > 0) {
            return mismatch("Signature expired: " + TIME.format(signedAt.get().atOffset(ZoneOffset.UTC))
                    + " is more than " + SKEW.toMinutes() + " minutes from " + clock.instant());
        }
        Optional<String> expected = expected(exchange, body, claim, key, signedAt.get());
        // Compared in constant time, so that nobody can guess it digit by digit.
        return expected.isPresent() && MessageDigest.isEqual(bytes(expected.get()), bytes(claim.signature()))
                ? Optional.empty()
                : mismatch("The request signature we calculated does not match the signature you provided.");
    }

    @SuppressWarnings("deprecation")
    private static Optional<String> expected(Exchange exchange, byte[] body, Claim claim, AccessKey key,
            Instant signedAt) {
        Aws4SignerParams how = Aws4SignerParams.builder()
                .awsCredentials(AwsBasicCredentials.create(key.id(), key.secret())).signingName(claim.service())
                .signingRegion(Region.of(claim.region())).signingClockOverride(Clock.fixed(signedAt, ZoneOffset.UTC))
                .build();
        try {
            Matcher parts = AUTHORIZATION.matcher(Aws4Signer.create().sign(request(exchange, body, claim), how)
                    .firstMatchingHeader("Authorization").orElse(""));
            return parts.matches() && claim.date().equals(parts.group(2)) ? Optional.of(parts.group(6))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** The request with the headers that the caller signed; the signer adds host and date itself. */
    private static SdkHttpFullRequest request(Exchange exchange, byte[] body, Claim claim) {
        SdkHttpFullRequest.Builder request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(exchange.method()))
                .uri(URI.create("http://" + exchange.header("Host").orElse("") + exchange.target()))
                .contentStreamProvider(() -> new ByteArrayInputStream(body));
        for (String name : claim.signedHeaders()) {
            if (!name.equals("host") && !name.equals("x-amz-date")) {
                request.putHeader(name, exchange.headers().getValuesList(name));
            }
        }
        return request.build();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(TIME.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<Refusal> mismatch(String message) {
        return refused("InvalidSignatureException", message);
    }

    private static Optional<Refusal> refused(String type, String message) {
        return Optional.of(new Refusal(FORBIDDEN, type, message));
    }
}
